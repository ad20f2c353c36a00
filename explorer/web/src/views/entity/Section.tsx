import { Failure, Skeleton } from "../../parts";
import { useNumber, useWords } from "../../words";
import type { useList } from "./queries";
import { ENTITY } from "./words";

interface Props {
  heading: (count: string) => string;
  list: ReturnType<typeof useList>;
  children: React.ReactNode;
}

// A list that comes page by page, under a heading that counts all of it.
export function Section({ heading, list, children }: Props) {
  const words = useWords(ENTITY);
  const number = useNumber();
  if (list.isError) return <Failure error={list.error} again={() => list.refetch()} />;
  const total = list.data?.pages[0]?.total;
  if (total === undefined) return <Skeleton lines={4} />;
  return (
    <section>
      <h2>{heading(number(total))}</h2>
      <ul className="plain-list entity-list">{children}</ul>
      {list.hasNextPage && (
        <button type="button" onClick={() => list.fetchNextPage()}>
          {words.more}
        </button>
      )}
    </section>
  );
}
