/* What a page gains with JavaScript, once it is there. Which Python is shown was decided before: start.js. */
import { addCopyButtons } from "./copy.js";
import { addComparisons } from "./compare.js";
import { addGuesses } from "./predict.js";
import { watchTables } from "./scrolling.js";
import { addLinking } from "./linking.js";

addCopyButtons(document);
addGuesses(document);
addComparisons(document);
watchTables(document);
addLinking(document);
