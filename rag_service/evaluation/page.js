"use strict";
// Cuts the list of questions down to a kind and a verdict, kept in the address; opens all to print.
const choices = ["kind", "verdict"].map((id) => document.getElementById(id)).filter(Boolean);
const questions = [...document.querySelectorAll("#questions > details")];

function cut() {
  let shown = 0;
  for (const question of questions) {
    const fits = choices.every(({ id, value }) => !value || question.dataset[id] === value);
    question.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  const empty = document.getElementById("empty");
  if (empty) empty.hidden = shown > 0;
}

function remember() {
  const chosen = choices.filter(({ value }) => value).map(({ id, value }) => [id, value]);
  location.replace(`#${new URLSearchParams(chosen)}`);
  cut();
}

const wanted = new URLSearchParams(location.hash.slice(1));
for (const choice of choices) {
  choice.value = wanted.get(choice.id) ?? "";
  if (choice.selectedIndex < 0) choice.value = "";
  choice.addEventListener("change", remember);
}
cut();

let closed = [];
addEventListener("beforeprint", () => {
  closed = questions.filter((question) => !question.open);
  for (const question of closed) question.open = true;
});
addEventListener("afterprint", () => {
  for (const question of closed) question.open = false;
});
