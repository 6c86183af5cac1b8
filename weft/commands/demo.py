import click
@click.command("demo")
def command("demo"): pass
