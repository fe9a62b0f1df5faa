// Where pictures lie: 3x3 matrices by rows, from a picture's true pixels to CSS pixels of its pane.

const pair = JSON.parse(document.getElementById("pair").textContent);

function multiplied(a, b) {
  return a.map((row) => [0, 1, 2].map((j) => row[0] * b[0][j] + row[1] * b[1][j] + row[2] * b[2][j]));
}

function moved(x, y) {
  return [[1, 0, x], [0, 1, y], [0, 0, 1]];
}

// The whole picture inside the frame, centred, as large as it fits.
function fitted(size, frame) {
  const scale = Math.min(frame.width / size.width, frame.height / size.height);
  return [
    [scale, 0, (frame.width - scale * size.width) / 2],
    [0, scale, (frame.height - scale * size.height) / 2],
    [0, 0, 1],
  ];
}

// CSS takes four by four, by columns; depth stays as it is.
function cssMatrix(m) {
  const [[a, b, c], [d, e, f], [g, h, i]] = m;
  return `matrix3d(${[a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, i].join(",")})`;
}

// How many pixels of the target one pixel at this point becomes, as a length.
function scaleAt(m, x, y) {
  const [[a, b, c], [d, e, f], [g, h, i]] = m;
  const w = g * x + h * y + i;
  const px = (a * x + b * y + c) / w;
  const py = (d * x + e * y + f) / w;
  const det = ((a - g * px) * (e - h * py) - (b - h * px) * (d - g * py)) / (w * w);
  return Math.sqrt(Math.abs(det));
}
