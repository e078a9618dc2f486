// Shows the failed questions of one kind, of one cause, or with some words in them.
const form = document.querySelector(".filters");
if (form) {
  const articles = [...document.querySelectorAll("article")];
  const apply = () => {
    const kind = form.kind.value;
    const cause = form.cause.value;
    const words = form.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      const text = article.textContent.toLowerCase();
      const fits =
        (!kind || article.dataset.kind === kind) &&
        (!cause || article.dataset.cause.split("|").includes(cause)) &&
        words.every((word) => text.includes(word));
      article.hidden = !fits;
      shown += fits;
    }
    form.querySelector("output").textContent = `${shown} shown`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply(); // a reloaded page keeps what was chosen
}
