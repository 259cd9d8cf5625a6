// Registers: printing, and nothing else; what is long shows its progress through htmx.
import "../styles/lists.css";
import "../styles/registers.css";

for (const button of document.querySelectorAll("[data-prints]")) {
  button.addEventListener("click", () => window.print());
}
