// What the chart stands on: larger and smaller, pushed about with the mouse, put on paper.
const stage = byId("stage");
const sizer = byId("sizer");
let scale = 1;

function zoom(wanted) {
  scale = Math.min(2.5, Math.max(0.2, wanted));
  canvas.style.transform = `scale(${scale})`;
  sizer.style.width = `${Math.ceil(canvas.offsetWidth * scale)}px`;
  sizer.style.height = `${Math.ceil(canvas.offsetHeight * scale)}px`;
}

/** The scale at which the whole chart is seen in the stage, or in all that it shares with the panel. */
function fitting(frame = stage) {
  return Math.min(1, frame.clientWidth / canvas.offsetWidth, frame.clientHeight / canvas.offsetHeight);
}

/** Let the whole chart be seen, as far as it stays legible. */
function fit(least = 0.2) {
  zoom(Math.max(least, fitting()));
}

stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
}, { passive: false });
stage.addEventListener("pointerdown", (event) => {
  if (event.pointerType !== "mouse" || event.button || event.target.closest(".box")) return;
  const from = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop };
  const drag = (next) => stage.scrollTo(from.x - next.clientX, from.y - next.clientY);
  const drop = () => {
    stage.classList.remove("grabbed");
    removeEventListener("pointermove", drag);
  };
  stage.classList.add("grabbed");
  addEventListener("pointermove", drag);
  addEventListener("pointerup", drop, { once: true });
});

/** On paper the chart is a picture that fits the sheet, whatever its size. */
addEventListener("beforeprint", () => {
  canvas.style.transform = "none";
  const { offsetWidth: width, offsetHeight: height } = canvas;
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const sheet = make("svg");
  const inside = make("foreignObject");
  sheet.id = "sheet";
  sheet.setAttribute("viewBox", `0 0 ${width} ${height}`);
  inside.setAttribute("width", width);
  inside.setAttribute("height", height);
  sheet.append(inside);
  sizer.replaceWith(sheet);
  inside.append(canvas);
});
addEventListener("afterprint", () => {
  byId("sheet").replaceWith(sizer);
  sizer.append(canvas);
  zoom(scale);
});
