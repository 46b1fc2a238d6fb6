import type { SignIns } from '../auth/signIns.ts';
import { AccountService } from './accounts.ts';
import { BoardLists } from './boardLists.ts';
import { BoardMaker } from './boardMaker.ts';
import { BoardProjection } from './boardProjection.ts';
import { BoardService } from './boards.ts';
import type { ServiceContext } from './context.ts';
import { OwnTemplateService } from './ownTemplates.ts';
import { PartnershipService } from './partnerships.ts';
import { PeopleService } from './people.ts';
import { SetupService } from './setup.ts';
import { TakenOffService } from './takenOff.ts';
import { TakenOffKeeper } from './takenOffKeeper.ts';
import { TakenOffReview } from './takenOffReview.ts';
import { TemplateService } from './templates.ts';
import { UploadService } from './uploads.ts';

/** Every use case. `people`, `maker` and `takenOffKeeper` ask for no actor: they
 * are for set-up, the operator's commands and the start. */
export interface Services {
  accounts: AccountService;
  boards: BoardService;
  maker: BoardMaker;
  ownTemplates: OwnTemplateService;
  partnerships: PartnershipService;
  people: PeopleService;
  projection: BoardProjection;
  setup: SetupService;
  takenOff: TakenOffService;
  takenOffKeeper: TakenOffKeeper;
  takenOffReview: TakenOffReview;
  templates: TemplateService;
  uploads: UploadService;
}

export function openServices(context: ServiceContext, signIns: SignIns): Services {
  const lists = new BoardLists(context);
  const templates = new TemplateService();
  const maker = new BoardMaker(context, templates);
  const people = new PeopleService(context);
  const projection = new BoardProjection(context);
  const keeper = new TakenOffKeeper(context, projection);
  return {
    accounts: new AccountService(context, signIns),
    boards: new BoardService(context, { lists, maker, projection }),
    maker,
    ownTemplates: new OwnTemplateService(context, templates),
    partnerships: new PartnershipService(context, lists),
    people,
    projection,
    setup: new SetupService(context, people),
    takenOff: new TakenOffService(context, keeper),
    takenOffKeeper: keeper,
    takenOffReview: new TakenOffReview(context, keeper),
    templates,
    uploads: new UploadService(context),
  };
}
