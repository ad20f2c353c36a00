// Time and place: a timeline and a map that narrow each other and every other view.

import "maplibre-gl/dist/maplibre-gl.css";
import "./timeplace.css";
import { useCallback, useMemo } from "react";
import { Empty, Failure, Skeleton } from "../../parts";
import { useAddress, useAddressValue, useSelection } from "../../state";
import { write } from "../../state/filters";
import { useWords } from "../../words";
import { useLeft } from "./left";
import { PlaceList } from "./PlaceList";
import { PlaceMap } from "./PlaceMap";
import { PlacePanel } from "./PlacePanel";
import { countsOf, type Place, type Places, type Ties, usePlaces, useTies } from "./places";
import { Tables } from "./Tables";
import { Timeline } from "./Timeline";
import { WORDS } from "./words";

export default function TimePlace() {
  const words = useWords(WORDS);
  const [show, setShow] = useAddressValue("time.show");
  const tables = show === "tables";
  return (
    <div className="timeplace">
      <h1 className="unseen">{words.title}</h1>
      <button
        type="button"
        className="timeplace-switch"
        onClick={() => setShow(tables ? null : "tables")}
      >
        {tables ? words.asPictures : words.asTables}
      </button>
      {tables ? <Tables /> : <Timeline />}
      <WithPlaces tables={tables} />
    </div>
  );
}

function WithPlaces({ tables }: { tables: boolean }) {
  const words = useWords(WORDS);
  const places = usePlaces();
  const ties = useTies();
  const failed = places.isError ? places : ties.isError ? ties : null;
  if (failed) return <Failure error={failed.error} again={() => void failed.refetch()} />;
  if (!places.data || !ties.data) return <Skeleton height="24rem" />;
  if (places.data.rows.length === 0) {
    return (
      <Empty title={words.noPlaces}>
        <p>{words.noPlacesDetail}</p>
      </Empty>
    );
  }
  return <Where places={places.data} ties={ties.data} tables={tables} />;
}

function Where({ places, ties, tables }: { places: Places; ties: Ties; tables: boolean }) {
  const { selected, select } = useSelection();
  const choose = useChoose();
  const left = useLeft({ place: [] });
  const counts = useMemo(
    () => countsOf(ties, places.rows.length, left ?? new Uint8Array()),
    [ties, places, left],
  );
  const place = selected !== null && places.row(selected) !== undefined ? selected : null;
  return (
    <div className={tables ? "places-only" : "places-beside"}>
      {!tables && <PlaceMap places={places} ties={ties} counts={counts} onChoose={choose} />}
      <div className="places-side">
        {place ? (
          <PlacePanel key={place} id={place} onBack={() => select(null)} />
        ) : (
          <PlaceList places={places} counts={counts} onChoose={choose} whole={tables} />
        )}
      </div>
    </div>
  );
}

// Selects a place and narrows all views to it, in one step that the back button undoes.
function useChoose(): (place: Place) => void {
  const { change } = useAddress();
  return useCallback(
    (place) =>
      change((params) => {
        params.set("sel", place.id);
        params.delete("t");
        params.delete("time.play");
        write(params, { place: [place.name] });
      }),
    [change],
  );
}
