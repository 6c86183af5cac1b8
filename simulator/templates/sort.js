// A click on a column's head sorts the rows of the first body; another click turns the order.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => head.addEventListener("click", () => {
    const order = head.dataset.order === "-1" ? 1 : head.dataset.order === "1" ? -1 :
      head.classList.contains("n") || head.classList.contains("wide") ? -1 : 1;
    heads.forEach((other) => delete other.dataset.order);
    head.dataset.order = order;
    const body = table.tBodies[0];
    const value = (row) => {
      const cell = row.cells[Math.min(place, row.cells.length - 1)];
      return cell.dataset.value ?? cell.textContent.trim();
    };
    [...body.rows].filter((row) => !row.classList.contains("under"))
      .sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
        return order * (numbers ? x - y : x.localeCompare(y));
      })
      .forEach((row) => {
        const note = row.nextElementSibling;
        body.append(row);
        if (note && note.classList.contains("under")) body.append(note);
      });
  }));
}
