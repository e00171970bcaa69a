/**
 * Black or white, whichever can be read better on this colour; null for what is no colour or lets another through.
 * One of the two always has a contrast of 4.5 or more (WCAG 2.2, 1.4.3 and its definition of relative luminance).
 * @param {string} colour
 */
export function textColour(colour) {
  if (!CSS.supports("color", colour)) return null;
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, opaque] = Array.from(context.getImageData(0, 0, 1, 1).data, linear);
  if (opaque < 1) return null;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

/** @param {number} eight */
function linear(eight) {
  const part = eight / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
