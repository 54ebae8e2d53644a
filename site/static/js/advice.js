// Plain-English advice on what somebody writes, three seconds after the last key. When none comes, nothing is lost.
const PAUSE = 3_000;

export default function advice(place) {
  const box = place.previousElementSibling;
  let looked = box.value;
  let timer = 0;

  async function look() {
    clearTimeout(timer);
    if (box.value === looked) return;
    looked = box.value;
    try {
      const answer = await fetch(place.dataset.adviceUrl, {
        method: "POST",
        body: new URLSearchParams({ words: looked }),
        headers: { "X-CSRFToken": box.form.querySelector("[name=csrfmiddlewaretoken]").value },
        credentials: "same-origin",
        redirect: "error",
      });
      if (!answer.ok || box.value !== looked) return;
      const open = place.querySelector("details")?.open;
      place.innerHTML = await answer.text();
      if (open) place.querySelector("details")?.setAttribute("open", "");
    } catch {
      looked = null; // asked again at the next pause
    }
  }

  box.addEventListener("change", look);
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}
