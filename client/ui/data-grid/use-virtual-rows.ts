import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

interface Options {
  count: number;
  height: number;
  scroller: RefObject<HTMLDivElement | null>;
  onEndReached?: () => void;
}

/** Rows that start loading the next page before the last is on screen. */
const ahead = 20;

/** Which rows are drawn, by where one has scrolled to; tells when the end of what is loaded comes near. */
export function useVirtualRows({ count, height, scroller, onEndReached }: Options) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: 34,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;

  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (last >= count - ahead) onEndReached?.();
  }, [last, count, onEndReached]);
  return { items, total: virtual.getTotalSize(), scrollTo: (index: number) => virtual.scrollToIndex(index) };
}
