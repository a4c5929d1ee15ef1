import type { Node, Paragraph, Parent, PhrasingContent, Root, RootContent } from 'mdast';
import type { Stage } from '../asof/snapshot.ts';
import type { Outcome } from '../core/outcome.ts';

/** A page's address without base or suffix: `issues/ds-flaky-003`; the home page is the empty string. */
export type Route = string;

/** Colours by meaning, never by name. */
export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'note';

/** A link to another page of the book; it stays a route until an output gives it an address. */
export interface RecordLink extends Parent {
  type: 'recordLink';
  to: Route;
  /** The slug of a heading on that page. */
  anchor?: string;
  /** How that page filters its issues; outputs without filters leave it out. */
  query?: string;
  /** The part that a record's own words mean: it counts on that page itself, where it has such a heading. */
  part?: string;
  children: PhrasingContent[];
}

/** The shape beside a label, which says what its colour says: a plan, work under way, a fact, success, failure, an end, doubt, found, found elsewhere. */
export const MARKS = ['ring', 'half', 'dot', 'tick', 'cross', 'ended', 'unsure', 'found', 'moved'] as const;
export type Mark = (typeof MARKS)[number];

/** A short label with a meaning, such as a status. */
export interface Badge extends Node {
  type: 'badge';
  tone: Tone;
  label: string;
  mark?: Mark;
}

/** Code before and after a fix, or two versions of it that nothing calls so. */
export interface SnippetPair extends Node {
  type: 'snippetPair';
  lang: string;
  before: string;
  after: string;
  /** By what the sides are known; those that are `marked` have no caption but ours. */
  told?: 'marked' | 'written';
  /** What was written between the two. */
  between?: readonly RootContent[];
  /** The one block that holds both, when it was written so: text outputs carry it whole. */
  whole?: string;
}

/** A derived number with where it comes from, as a card on the site and a table row in text. */
export interface FigureCard {
  label: string;
  value: string;
  /** Denominator and source, in words. */
  note: string;
  tone?: Tone;
  to?: Route;
  /** Which issues of that page. */
  query?: string;
  /** Share from 0 to 1 drawn as a bar. */
  share?: number;
  /** What it was before, in words. */
  change?: string;
  /** Its values until now, oldest first, drawn as a line. */
  course?: number[];
}

export interface FigureCards extends Node {
  type: 'figureCards';
  cards: FigureCard[];
}

/** How a test did in a run, as a strip draws it. `not-counted`: a run that is not counted, or a test that came to no end. */
export const RUN_MARKS = [
  'passed',
  'flaky',
  'failed',
  'skipped',
  'absent',
  'not-counted',
] as const satisfies readonly (Outcome | 'absent' | 'not-counted')[];
export type RunMark = (typeof RUN_MARKS)[number];

/** The runs of one test, oldest first, one mark each, in text outputs. The site has them in the timeline of the issue. */
export interface RunStrip extends Node {
  type: 'runStrip';
  /** What it shows, in one line. */
  title: string;
  /** The counts, in one sentence. */
  summary: string;
  /** What each mark means, as far as it occurs. */
  legend: { mark: RunMark; label: string; count: number }[];
  marks: RunMark[];
}

/** How sure one can be of a fix: passes on their way to enough of them, with the figures behind it. */
export interface ConfidenceGauge extends Node {
  type: 'confidenceGauge';
  title: string;
  standing: Badge;
  /** Why it stands so, in one sentence. */
  reason: string;
  /** Passes since the claim, and the numbers of passes that mean something; drawn only where there is such a number. */
  passes: number;
  goals: { at: number; label: string }[];
  facts: FigureCard[];
}

/** A failure rate by stretch of time. Shares are of 0 to 1. */
export interface RatePoint {
  /** On the axis. */
  label: string;
  /** In full. */
  when: string;
  failures: number;
  runs: number;
  value: number;
  low: number;
  high: number;
  /** `6.0% [2.1, 16.2]`. */
  words: string;
}

/** A name on the axis of a picture; `at` is of 0 to 1. */
export interface Tick {
  at: number;
  label: string;
}

/** What a picture is made of, with every word in it. A place on an axis is of 0 to 1. */
export type Drawing =
  /** Counts at times that lie equally far apart, one layer upon the other, the first at the bottom. */
  | { kind: 'areas'; ticks: Tick[]; layers: { stage: Stage; label: string; values: number[] }[] }
  /** A dot for each rate, and its interval as a line through it. */
  | { kind: 'rates'; points: RatePoint[] }
  /** What a sum of work reaches, step by step. */
  | {
      kind: 'steps';
      /** How much there is, and the name of the axis. */
      most: number;
      axis: string;
      ticks: Tick[];
      steps: { at: number; value: number; label: string }[];
    }
  /** What became of something, above the runs of its tests on the same axis, and lines at what was claimed. */
  | {
      kind: 'timeline';
      ticks: Tick[];
      states: { from: number; to: number; tone: Tone; label: string }[];
      claims: { at: number; label: string }[];
      rows: { label: string; runs: { at: number; mark: RunMark }[] }[];
      legend: RunStrip['legend'];
    }
  /** Its table, with drawings in the cells. */
  | { kind: 'table' };

/** A picture of figures. Text outputs have its table. */
export interface Chart extends Parent {
  type: 'chart';
  /** What it shows, in a sentence that says the finding. */
  title: string;
  /** What is drawn, for those who do not see it. */
  alt: string;
  drawing: Drawing;
  /** What is drawn now, with the ways to it. */
  legend?: Paragraph;
  /** The figures: a table, and where a long one goes on. */
  children: RootContent[];
}

/** A bar for eyes alone: what stands beside it says the same. Shares are of 0 to 1. */
export interface Bar extends Node {
  type: 'bar';
  parts: { share: number; stage: Stage }[];
}

/** How a test did in some runs, oldest first, in one line. */
export interface RunLine extends Node {
  type: 'runLine';
  label: string;
  marks: RunMark[];
}

/** A labelled value: `Gain: no more waiting`. */
export interface Fact extends Parent {
  type: 'fact';
  label: string;
  /** What speaks for something, and what against it. */
  sign?: '+' | '−';
  /** Whether the value says it all where one sees what stands around it. */
  isPlain?: boolean;
  children: PhrasingContent[];
}

/** Labelled values, a line each: the answers to what one asks first, or the terms of a fix. */
export interface Facts extends Parent {
  type: 'facts';
  look: 'answers' | 'terms';
  children: Fact[];
}

/**
 * Where the site puts some blocks: on a line below the title, on top as what the page says first, beside the text, on a
 * sheet, on sheets side by side, into a fold, as the output of one test, in columns, where issues are filtered, or nowhere.
 * Text outputs show them where they stand, and leave out what is for the site alone: `facets`, which are filters beside the
 * text, and `site`.
 */
export interface Region extends Parent {
  type: 'region';
  as:
    | 'meta'
    | 'lead'
    | 'rail'
    | 'sheets'
    | 'sheet'
    | 'fold'
    | 'folded'
    | 'output'
    | 'columns'
    | 'explorer'
    | 'facets'
    | 'text'
    | 'site';
  /** The summary of a fold; where text outputs have no need of it, the region is `folded`. What opens an explorer that waits for it. */
  label?: string;
  /** What all issues of an explorer have, as a query; `pattern:` stands for one that is a cause of them, be it the leading one or not. */
  scope?: string;
  children: RootContent[];
}

interface OwnPhrasing {
  recordLink: RecordLink;
  badge: Badge;
  bar: Bar;
  runLine: RunLine;
}

interface OwnBlocks {
  snippetPair: SnippetPair;
  figureCards: FigureCards;
  runStrip: RunStrip;
  confidenceGauge: ConfidenceGauge;
  chart: Chart;
  facts: Facts;
  region: Region;
}

/** What tells the entries of a long list apart, a level above them: its page counts them by it. `Status` -> `Fixed`. */
export interface Counted {
  facets?: Readonly<Record<string, string>>;
}

/** The entries of a list come by their dates, the oldest first. */
export interface InTime {
  inTime?: boolean;
}

/** A part of a text, in UTF-16 code units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

declare module 'mdast' {
  interface CodeData {
    /** What stands out in it, such as what a signature fits. */
    marked?: readonly TextRange[];
  }
  interface TableData extends InTime {
    /** A row for each issue: on a narrow screen, its cells stand below each other. */
    ofIssues?: boolean;
    /** The figures of a picture: they lie folded, in rows that stay rows on a narrow screen. */
    isDrawn?: boolean;
    /** What the pages of a long one are called, where the heading above it says something else. */
    title?: string;
  }
  interface ListItemData extends Counted {}
  interface HeadingData extends Counted, InTime {}
  interface PhrasingContentMap extends OwnPhrasing {}
  interface BlockContentMap extends OwnBlocks {}
  interface RootContentMap extends OwnPhrasing, OwnBlocks {
    fact: Fact;
  }
}

export const DOCUMENT_KINDS = [
  'home',
  'index',
  'issue',
  'pattern',
  'suite',
  'plan',
  'decisions',
  'references',
  'report',
  'changes',
  'archive',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a list of pages shows of a page, without composing it. */
export interface DocumentEntry {
  readonly route: Route;
  readonly kind: DocumentKind;
  readonly title: string;
  /** One plain sentence, for search results and feeds. */
  readonly description: string;
  /** Search facets: `Status` -> `Fixed`. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

/** A composed page before it becomes bytes. Its tree starts with its one `#` heading. */
export interface Document extends DocumentEntry {
  readonly root: Root;
}
