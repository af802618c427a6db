// Files by dropping and pasting, not only by choosing; and a hash of each before it leaves, which the server compares.
// Without this file the plain field takes them all the same.
const LARGEST_HASHED = 64 * 1024 * 1024;
const VIDEO = /\.mp4$/i;

for (const field of document.querySelectorAll("[data-upload]")) {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("[data-chosen]");

  const add = (files) => {
    const all = new DataTransfer();
    for (const file of [...input.files, ...files]) all.items.add(file);
    input.files = all.files;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };

  field.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    field.dataset.over = "yes";
  });
  field.addEventListener("dragleave", () => delete field.dataset.over);
  field.addEventListener("drop", (event) => {
    delete field.dataset.over;
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  input.form.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
  input.addEventListener("change", show);
  // a photo that the camera takes joins what was chosen
  const camera = field.querySelector("[data-camera]");
  camera?.addEventListener("change", () => {
    add(camera.files);
    camera.value = "";
  });

  // one line a file: its name, its size, what is wrong with it, else its hash
  function show() {
    list.replaceChildren();
    list.hidden = input.files.length === 0;
    [...input.files].forEach((file, at) => {
      const line = document.createElement("li");
      const state = document.createElement("span");
      const hash = Object.assign(document.createElement("input"), { type: "hidden", name: "_sha256" });
      const most = Number(VIDEO.test(file.name) ? input.dataset.video : input.dataset.file);
      state.className = "muted small-text";
      if (at >= Number(input.dataset.count)) say(state, field.dataset.many);
      else if (file.size > most) say(state, field.dataset.large);
      else if (file.size <= LARGEST_HASHED && globalThis.crypto?.subtle) digest(file, state, hash);
      line.append(file.name, state, hash);
      list.append(line);
    });
  }

  function say(state, words) {
    state.className = "field-error";
    state.textContent = words;
  }

  async function digest(file, state, hash) {
    state.textContent = field.dataset.hashing;
    try {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      hash.value = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      state.textContent = `SHA-256 ${hash.value.slice(0, 4)}…${hash.value.slice(60)}`;
    } catch {
      // what cannot be read here is read by the server
      state.textContent = "";
    }
  }
}
