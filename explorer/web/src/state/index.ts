export { type Address, useAddress, useAddressValue } from "./address";
export { type CrossFilter, useCrossFilter } from "./crossfilter";
export { type Film, Films, useFilms } from "./films";
export { type FilmSet, useFilmSet } from "./filmset";
export { type Filters, MANY, type Many, NO_FILTERS, useFilters } from "./filters";
export { putTurns, type Turn, turnsOf, useQuestion, useTurns } from "./question";
export { type Selection, useSelection } from "./selection";
