// Loads the pieces of the index when the first search is made, and looks for acts that hold all the words.
"use strict";
(() => {
  const form = document.getElementById("recherche");
  const field = document.getElementById("q");
  const state = document.getElementById("etat");
  const results = document.getElementById("resultats");
  const shards = Number(form.dataset.shards);
  const most = 100;
  const fold = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/[’']/g, " ");
  let acts = null;

  window.greffier = (entries) => entries.forEach((e) => acts.push({ path: e[0], title: e[1], number: e[2], of: e[3], key: fold(e.slice(1).join(" ")) }));

  const load = (i) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `recherche/${i}.js`;
    script.onload = done;
    script.onerror = () => failed(new Error(script.src));
    document.head.append(script);
  });

  const search = async () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    results.replaceChildren();
    if (!words.length) { state.textContent = ""; return; }
    if (acts === null) {
      state.textContent = "Chargement de l'index…";
      acts = [];
      try {
        for (let i = 0; i < shards; i += 1) await load(i);
      } catch (e) {
        acts = null;
        state.textContent = `L’index n’a pas pu être lu\u00a0: ${e.message}`;
        return;
      }
    }
    const found = acts.filter((a) => words.every((w) => a.key.includes(w)));
    state.textContent = found.length > most ? `${found.length} délibérations, les ${most} premières sont affichées.` : `${found.length || "Aucune"} ${found.length > 1 ? "délibérations" : "délibération"}.`;
    for (const a of found.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = a.path;
      link.textContent = a.title;
      item.append(link, document.createElement("br"), [a.number, a.of].filter(Boolean).join(" · "));
      results.append(item);
    }
  };

  form.addEventListener("submit", (e) => { e.preventDefault(); search(); });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { field.value = asked; search(); }
})();
