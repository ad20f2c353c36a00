// Coverage: what the graph knows of the films that are left, and what it doesn't.

import "./coverage.css";
import { Empty, Failure, Skeleton } from "../../parts";
import { useWords } from "../../words";
import { useArchive } from "./archive";
import { Claims } from "./Claims";
import { Gaps } from "./Gaps";
import { Makers } from "./Makers";
import { Matrix } from "./Matrix";
import { Statement } from "./Statement";
import { Media, Steps } from "./Steps";
import { WORDS } from "./words";

export default function Coverage() {
  const words = useWords(WORDS);
  const { archive, failed } = useArchive();
  if (failed) return <Failure error={failed.error} again={() => void failed.refetch()} />;
  if (!archive) return <Skeleton lines={12} />;
  if (archive.total === 0) {
    return (
      <Empty title={words.empty}>
        <p>{words.emptyDetail}</p>
      </Empty>
    );
  }
  if (archive.number === 0) {
    return (
      <Empty title={words.nothing}>
        <p>{words.nothingDetail}</p>
      </Empty>
    );
  }
  return (
    <article className="coverage">
      <h1>{words.title}</h1>
      <Statement archive={archive} />
      <Matrix archive={archive} />
      <Gaps archive={archive} />
      <Steps archive={archive} />
      <Claims archive={archive} />
      <Makers archive={archive} />
      <Media archive={archive} />
    </article>
  );
}
