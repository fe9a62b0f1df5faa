// Tells the desk that serves this page how it is looked at: window, time, which pictures. A file tells nobody.

const TICK = 250;
const REPORT = 1000;
const GAP = 1000; // a longer silence was a sleeping machine or a throttled tab: not looked at
const seenBox = document.getElementById("seen");
const seenSays = document.getElementById("seen-says");
const seenProgress = document.getElementById("seen-progress");

const meter = { seconds: 0, source: 0, candidate: 0, zoom: 0, decoded: false, onScreen: true, last: performance.now(), closed: false };

function tick() {
  const now = performance.now();
  const passed = now - meter.last;
  meter.last = now;
  if (passed > GAP || document.visibilityState !== "visible" || !meter.decoded || !meter.onScreen) return;
  const looking = visiblePictures();
  meter.seconds += passed / 1000;
  if (looking.source) meter.source += passed / 1000;
  if (looking.candidate) meter.candidate += passed / 1000;
  meter.zoom = Math.max(meter.zoom, truePercent(state.scale));
}

async function report() {
  if (meter.closed) return;
  const body = {
    candidate: pair.candidate.sha256,
    source: pair.source.sha256,
    width: innerWidth,
    height: innerHeight,
    screen_width: screen.width,
    screen_height: screen.height,
    scale: devicePixelRatio,
    decoded: meter.decoded,
    visible: document.visibilityState === "visible" && meter.onScreen,
    seconds: meter.seconds,
    source_seconds: meter.source,
    candidate_seconds: meter.candidate,
    zoom: meter.zoom,
  };
  Object.assign(meter, { seconds: 0, source: 0, candidate: 0 });
  try {
    const answer = await fetch("/report", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      keepalive: true,
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { says, level, progress } = await answer.json();
    seenSays.textContent = says;
    seenBox.className = level;
    seenProgress.value = progress;
  } catch {
    meter.closed = true;
    seenSays.textContent = pair.words.closed;
    seenBox.className = "closed";
  }
}

if (pair.served) {
  Promise.all([images.source.decode(), images.candidate.decode()]).then(() => { meter.decoded = true; }, () => {});
  new IntersectionObserver(([entry]) => { meter.onScreen = entry.intersectionRatio >= 0.5; }, { threshold: [0, 0.5] }).observe(stage);
  setInterval(tick, TICK);
  setInterval(() => { if (document.visibilityState === "visible") report(); }, REPORT);
  document.addEventListener("visibilitychange", () => { tick(); report(); });
}
