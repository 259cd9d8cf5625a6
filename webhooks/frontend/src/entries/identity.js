// The doors, administration and the own profile: looks, and printing what is shown once.
import "../styles/identity.css";

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) print();
});
