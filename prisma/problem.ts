/** Something that whoever starts or operates Docket can put right. It is told as its one sentence, without a stack. */
export class Problem extends Error {
  override name = 'Problem';
}
