// A button where there were only words.
export default function print(line) {
  const button = line.querySelector("button");
  line.querySelector("[data-print-hint]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
