// What hands can do: keys of the desk (on any layout), buttons, wheel, drag, pinch.

const STEP = 1.25;
const HOLD = 300; // a longer press shows the other picture only while it lasts
const speed = document.getElementById("speed");
let redraw = 0;
let blinking = 0;
let held = false;

function change(changes) {
  Object.assign(state, changes);
  if (!redraw) redraw = requestAnimationFrame(() => { redraw = 0; draw(); });
}

function show(view) {
  if (view !== "blink") setAuto(false);
  change({ view });
}

function zoomTo(scale, at) {
  const size = paneSize();
  const point = at || { x: size.width / 2, y: size.height / 2 };
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale));
  const away = 1 / state.scale - 1 / next;
  change({
    fit: false,
    x: state.x + (point.x - size.width / 2) * away,
    y: state.y + (point.y - size.height / 2) * away,
    scale: next,
  });
}

function pan(dx, dy, alone) {
  if (alone) change({ nudge: [state.nudge[0] + dx / state.scale, state.nudge[1] + dy / state.scale] });
  else change({ fit: false, x: state.x - dx / state.scale, y: state.y - dy / state.scale });
}

// A point of the window inside the pane that it is over.
function inPane(event) {
  const box = stage.getBoundingClientRect();
  const size = paneSize();
  return {
    x: (event.clientX - box.left) % (state.view === "side" ? size.width : Infinity),
    y: (event.clientY - box.top) % (state.view === "side" ? size.height : Infinity),
  };
}

function other() {
  return state.showing === "candidate" ? "source" : "candidate";
}

// Never faster than six changes a second: three flashes are what WCAG 2.3.1 allows.
function setAuto(on) {
  clearInterval(blinking);
  blinking = on ? setInterval(() => change({ showing: other() }), 1000 / Number(speed.value)) : 0;
  document.querySelector('[data-do="auto"]').setAttribute("aria-pressed", String(on));
  if (on) change({ view: "blink" });
}

function setSeam(seamAt) {
  change({ seam: Math.min(1, Math.max(0, seamAt)) });
}

function setGain() {
  const gain = Number(document.getElementById("gain").value);
  for (const step of document.getElementById("gain-step").children) step.setAttribute("slope", String(gain));
  // The threshold falls as the gain rises: 32 levels of 255 at gain 2.
  const level = 64 / gain / 255;
  const [red, green] = document.getElementById("level-step").children;
  for (const step of [red, green]) step.setAttribute("intercept", String(-40 * level));
}

function toFinding(step) {
  const count = pair.findings.length;
  if (count) openFinding((state.finding + step + count) % count);
}

function openFinding(finding) {
  const box = pair.findings[finding];
  const changes = { finding };
  if (box) {
    const [x, y, width, height] = box;
    const size = paneSize();
    const scale = 0.5 * Math.min(size.width / width, size.height / height);
    Object.assign(changes, { fit: false, x: x + width / 2, y: y + height / 2 });
    changes.scale = Math.min(4 / devicePixelRatio, Math.max(fitScale(size), scale));
  }
  document.querySelectorAll("[data-finding]").forEach((button, at) => {
    button.setAttribute("aria-current", String(at === finding));
  });
  change(changes);
}

function toggled(element, name, values) {
  const at = values.indexOf(element.dataset[name] || values[0]);
  element.dataset[name] = values[(at + 1) % values.length];
}

const commands = {
  fit: () => change({ fit: true }),
  one: () => (Math.abs(truePercent(state.scale) - 100) < 0.01 ? change({ fit: true }) : zoomTo(1 / devicePixelRatio)),
  in: () => zoomTo(state.scale * STEP),
  out: () => zoomTo(state.scale / STEP),
  realign: () => change({ nudge: [0, 0] }),
  theme: () => toggled(document.documentElement, "theme", ["dark", "light"]),
  ground: () => toggled(stage, "ground", ["checker", "white", "black"]),
  auto: () => setAuto(!blinking),
  hold: () => change({ showing: other() }),
  threshold: () => change({ threshold: !state.threshold }),
};

const keys = {
  v: () => show("side"),
  w: () => show("wipe"),
  o: () => show("onion"),
  d: () => (state.view === "difference" ? commands.threshold() : show("difference")),
  B: () => setAuto(!blinking),
  z: commands.one,
  0: commands.fit,
  "=": commands.realign,
  "+": () => (blinking ? setSpeed(1) : commands.in()),
  "-": () => (blinking ? setSpeed(-1) : commands.out()),
  "[": () => toFinding(-1),
  "]": () => toFinding(1),
  e: commands.ground,
  g: commands.theme,
};

function setSpeed(step) {
  speed.value = String(Number(speed.value) + step);
  setAuto(true);
}

// The key's letter on a Latin layout, whatever layout is switched on: the desk's keys are places.
function latin(event) {
  if (/^[ -~]$/.test(event.key)) return event.key;
  const letter = /^Key([A-Z])$/.exec(event.code);
  if (letter) return event.shiftKey ? letter[1] : letter[1].toLowerCase();
  return { BracketLeft: "[", BracketRight: "]", Equal: "=", Minus: "-" }[event.code] || event.key;
}

const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

document.addEventListener("keydown", (event) => {
  if (event.metaKey) return;
  const alone = event.ctrlKey || event.altKey;
  const arrow = ARROWS[event.key];
  if (arrow && event.target.type !== "range") {
    event.preventDefault();
    const step = event.shiftKey ? 200 : 40;
    if (state.view === "wipe" && !alone && arrow[0]) setSeam(state.seam - arrow[0] * (event.shiftKey ? 0.1 : 0.02));
    else pan(arrow[0] * step, arrow[1] * step, alone);
    return;
  }
  if (alone) return;
  const key = latin(event);
  if (key === "b") {
    event.preventDefault();
    if (event.repeat) held = true;
    else if (state.view !== "blink") { show("blink"); change({ showing: "source" }); }
    else { setAuto(false); commands.hold(); }
  } else if (keys[key]) {
    event.preventDefault();
    keys[key]();
  }
});

// Held, the other picture shows while the key is down; tapped, it stays.
document.addEventListener("keyup", (event) => {
  if (latin(event) === "b" && held) { held = false; commands.hold(); }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { view, finding } = button.dataset;
  if (view) show(view);
  else if (finding !== undefined) openFinding(Number(finding));
  else if (button.dataset.do !== "hold") commands[button.dataset.do]();
});

const holdButton = document.querySelector('[data-do="hold"]');
let pressedAt = 0;
holdButton.addEventListener("pointerdown", (event) => {
  holdButton.setPointerCapture(event.pointerId);
  pressedAt = event.timeStamp;
  setAuto(false);
  commands.hold();
});
holdButton.addEventListener("pointerup", (event) => { if (event.timeStamp - pressedAt > HOLD) commands.hold(); });
holdButton.addEventListener("click", (event) => { if (!event.detail) commands.hold(); }); // by the keyboard

stage.addEventListener("wheel", (event) => {
  event.preventDefault();
  zoomTo(state.scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), inPane(event));
}, { passive: false });

stage.addEventListener("dblclick", (event) => {
  if (state.fit) zoomTo(1 / devicePixelRatio, inPane(event));
  else commands.fit();
});

const pointers = new Map();
let pinch = 0;

stage.addEventListener("pointerdown", (event) => {
  stage.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, seam: seam.contains(event.target) });
  stage.classList.add("dragging");
  pinch = 0;
});

stage.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  if (before.seam) {
    const box = stage.getBoundingClientRect();
    setSeam((event.clientX - box.left) / box.width);
  } else {
    const share = 1 / pointers.size;
    pan((event.clientX - before.x) * share, (event.clientY - before.y) * share, event.ctrlKey || event.altKey);
  }
  Object.assign(before, { x: event.clientX, y: event.clientY });
  if (pointers.size === 2) {
    const [one, two] = [...pointers.values()];
    const distance = Math.hypot(one.x - two.x, one.y - two.y);
    if (pinch) zoomTo((state.scale * distance) / pinch, inPane({ clientX: (one.x + two.x) / 2, clientY: (one.y + two.y) / 2 }));
    pinch = distance;
  }
});

for (const name of ["pointerup", "pointercancel"]) {
  stage.addEventListener(name, (event) => {
    pointers.delete(event.pointerId);
    pinch = 0;
    if (!pointers.size) stage.classList.remove("dragging");
  });
}

document.getElementById("mix").addEventListener("input", (event) => {
  stage.style.setProperty("--mix", String(event.target.value / 100));
});
document.getElementById("gain").addEventListener("input", setGain);
speed.addEventListener("input", () => { if (blinking) setAuto(true); });
new ResizeObserver(() => change({})).observe(stage);

document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
setGain();
draw();
