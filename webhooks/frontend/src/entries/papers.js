// Pages of papers: their styles, and a button that prints the page at hand.
import "../styles/papers.css";

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) window.print();
});
