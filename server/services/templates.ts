import type { Template, TemplatePage, TemplateSummary } from '../../src/lib/domain/boards/templates/template.ts';
import { describeTemplate, parseTemplates, summarise } from '../../src/lib/domain/boards/templates/template.ts';
import file from '../../src/lib/domain/boards/templates/templates.json' with { type: 'json' };

/** The board templates that come with the product. They hold nothing private, so anyone may see them. */
export class TemplateService {
  #templates: ReadonlyMap<string, Template>;
  #summaries: readonly TemplateSummary[];

  constructor(templates: readonly Template[] = parseTemplates(file)) {
    this.#templates = new Map(templates.map((template) => [template.id, template]));
    this.#summaries = templates.map(summarise);
  }

  /** Every template, as the gallery shows it. */
  list(): readonly TemplateSummary[] {
    return this.#summaries;
  }

  /** All there is to read about it, or null when there is none of this id. */
  page(id: string): TemplatePage | null {
    const template = this.get(id);
    return template && describeTemplate(template);
  }

  /** The whole template, or null when there is none of this id. */
  get(id: string): Template | null {
    return this.#templates.get(id) ?? null;
  }
}
