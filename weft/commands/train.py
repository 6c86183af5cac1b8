import click
@click.command("train")
def command("train"): pass
