// What is on the stage: one view over both pictures, drawn from `state` alone.

const stage = document.getElementById("stage");
const tools = document.getElementById("tools");
const images = { source: document.getElementById("source"), candidate: document.getElementById("candidate") };
const panes = { source: document.getElementById("pane-source"), candidate: document.getElementById("pane-candidate") };
const outside = document.getElementById("outside"); // null where nobody knows where the product ends
const seam = document.getElementById("seam");
const boxes = document.getElementById("boxes");
const percentShown = document.getElementById("percent");
const showingShown = document.getElementById("showing");
const sourceToCandidate = pair.matrix || fitted(pair.source, pair.candidate);

const SMALLEST = 0.02;
const LARGEST = 32;

const state = {
  view: "side",
  fit: true,
  scale: 1, // CSS pixels of one candidate pixel
  x: pair.candidate.width / 2, // the candidate's point in the middle of a pane
  y: pair.candidate.height / 2,
  nudge: [0, 0], // how far the source is moved alone, in candidate pixels
  seam: 0.5,
  showing: "candidate",
  threshold: false,
  finding: -1,
};

function paneSize() {
  const { clientWidth: width, clientHeight: height } = stage;
  if (state.view !== "side") return { width, height, stacked: false };
  const { candidate } = pair;
  const beside = Math.min(width / 2 / candidate.width, height / candidate.height);
  const above = Math.min(width / candidate.width, height / 2 / candidate.height);
  return above > beside ? { width, height: height / 2, stacked: true } : { width: width / 2, height, stacked: false };
}

function fitScale(size) {
  return 0.94 * Math.min(size.width / pair.candidate.width, size.height / pair.candidate.height);
}

function truePercent(scale) {
  return 100 * scale * devicePixelRatio;
}

function place(side, left, top, width, height) {
  Object.assign(panes[side].style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

function draw() {
  const size = paneSize();
  if (state.fit) {
    state.scale = fitScale(size);
    state.x = pair.candidate.width / 2;
    state.y = pair.candidate.height / 2;
  }
  stage.dataset.view = tools.dataset.view = state.view;
  stage.classList.toggle("stacked", size.stacked);
  stage.classList.toggle("threshold", state.threshold);
  stage.classList.toggle("pixels", truePercent(state.scale) >= 200);
  place("source", 0, 0, size.width, size.height);
  const beside = state.view === "side";
  place("candidate", beside && !size.stacked ? size.width : 0, size.stacked ? size.height : 0, size.width, size.height);

  const view = [
    [state.scale, 0, size.width / 2 - state.scale * state.x],
    [0, state.scale, size.height / 2 - state.scale * state.y],
    [0, 0, 1],
  ];
  const source = multiplied(view, multiplied(moved(...state.nudge), sourceToCandidate));
  drawImage("candidate", view);
  drawImage("source", source);
  if (outside) outside.style.transform = cssMatrix(view);
  drawMode(size);
  drawBoxes(view);
  percentShown.textContent = `${rounded(truePercent(state.scale))} %`;
  document.querySelectorAll("[data-view][aria-pressed]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  });
  document.querySelector('[data-do="threshold"]').setAttribute("aria-pressed", String(state.threshold));
  document.querySelector('[data-do="realign"]').hidden = !state.nudge.some(Boolean);
}

function drawImage(side, matrix) {
  const image = images[side];
  const scale = scaleAt(matrix, pair[side].width / 2, pair[side].height / 2);
  image.style.transform = cssMatrix(matrix);
  // The checker keeps its size on the screen at every zoom.
  image.style.setProperty("--square", `${9 / scale}px`);
  panes[side].querySelector(".scale").textContent = `${rounded(truePercent(scale))} %`;
}

function drawMode(size) {
  const wiped = state.view === "wipe";
  const cut = state.seam * size.width;
  panes.candidate.style.clipPath = wiped ? `inset(0 0 0 ${cut}px)` : "";
  panes.source.style.clipPath = wiped ? `inset(0 ${size.width - cut}px 0 0)` : "";
  seam.style.left = `${cut}px`;
  seam.setAttribute("aria-valuenow", String(Math.round(state.seam * 100)));
  const blinking = state.view === "blink";
  panes.candidate.style.visibility = blinking && state.showing !== "candidate" ? "hidden" : "";
  panes.source.style.visibility = blinking && state.showing !== "source" ? "hidden" : "";
  const says = blinking ? pair.words[state.showing] : "";
  if (showingShown.textContent !== says) showingShown.textContent = says;
}

function drawBoxes(view) {
  const beside = state.view === "side";
  const { left, top } = beside ? { left: panes.candidate.offsetLeft, top: panes.candidate.offsetTop } : { left: 0, top: 0 };
  boxes.style.left = `${left}px`;
  boxes.style.top = `${top}px`;
  pair.findings.forEach((box, at) => {
    if (!box) return;
    const [x, y, width, height] = box;
    const mark = boxes.querySelector(`[data-box="${at}"]`) || newBox(at);
    Object.assign(mark.style, {
      left: `${view[0][0] * x + view[0][2]}px`,
      top: `${view[1][1] * y + view[1][2]}px`,
      width: `${state.scale * width}px`,
      height: `${state.scale * height}px`,
    });
    mark.classList.toggle("current", at === state.finding);
  });
}

function newBox(at) {
  const mark = document.createElement("i");
  const number = document.createElement("b");
  number.textContent = String(at + 1);
  mark.dataset.box = String(at);
  mark.className = document.querySelector(`[data-finding="${at}"]`).className;
  mark.append(number);
  boxes.append(mark);
  return mark;
}

function rounded(percent) {
  return percent < 10 ? percent.toFixed(1) : String(Math.round(percent));
}

// Which of the pictures a person can see as itself now; a difference shows neither.
function visiblePictures() {
  switch (state.view) {
    case "blink": return { source: state.showing === "source", candidate: state.showing === "candidate" };
    case "wipe": return { source: state.seam > 0.05, candidate: state.seam < 0.95 };
    case "onion": {
      const mix = Number(document.getElementById("mix").value);
      return { source: mix < 90, candidate: mix > 10 };
    }
    case "difference": return { source: false, candidate: false };
    default: return { source: true, candidate: true };
  }
}
