/* What a page gains with JavaScript, once it is there. Which Python is shown was decided before: start.js. */
import { addCopyButtons } from "./copy.js";
import { addComparisons } from "./compare.js";
import { addLive } from "./live_example.js";
import { tellClaims, tellFigures } from "./told_claims.js";
import { addGuesses } from "./predict.js";
import { showPlace } from "./navigation.js";
import { watchTables } from "./scrolling.js";
import { offerShortcuts } from "./shortcut.js";

addCopyButtons(document);
addGuesses(document);
addComparisons(document);
addLive(document);
tellClaims(document);
tellFigures(document);
showPlace(document);
watchTables(document);
offerShortcuts(document);
if (document.querySelector("[data-line]")) import("./line_links.js").then(({ addLinking }) => addLinking(document));
