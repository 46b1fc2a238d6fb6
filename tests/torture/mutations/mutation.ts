/** A weakening of the source that breaks a law, and the tests of that law that must notice. */
export interface Mutation {
  /** The law's id, without brackets. */
  law: string;
  /** What is weakened, in words. */
  name: string;
  file: string;
  /** Stands exactly once in the file. */
  find: string;
  replace: string;
  /** Test files with tests of the law, at least one of which must fail. */
  tests: readonly string[];
}
