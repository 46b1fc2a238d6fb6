import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { openSqlite, wipeSqlite } from './dialects/sqlite.ts';
import { firstSchema } from './migrations/m0001FirstSchema.ts';
import { probe } from './migrations/m0002Probe.ts';
import { knownDevices } from './migrations/m0003KnownDevices.ts';
import { identifiers } from './migrations/m0004Identifiers.ts';
import { uploads } from './migrations/m0005Uploads.ts';
import { takenOff } from './migrations/m0006TakenOff.ts';
import { ownTemplates } from './migrations/m0007OwnTemplates.ts';
import { knownPostcodes } from './migrations/m0008KnownPostcodes.ts';
import { auditOrigin } from './migrations/m0009AuditOrigin.ts';
import { mail } from './migrations/m0010Mail.ts';
import { ownedTogether } from './migrations/m0011OwnedTogether.ts';
import { invitations } from './migrations/m0012Invitations.ts';
import { guests } from './migrations/m0015Guests.ts';
import { resets } from './migrations/m0020Resets.ts';
import { factors } from './migrations/m0021Factors.ts';
import { passkeys } from './migrations/m0022Passkeys.ts';
import { requiredFactor } from './migrations/m0023RequiredFactor.ts';
import { running } from './migrations/m0025Running.ts';
import { closedAccounts } from './migrations/m0030ClosedAccounts.ts';
import { lobby } from './migrations/m0031Lobby.ts';
import { guestCodes } from './migrations/m0032GuestCodes.ts';
import { guestCards } from './migrations/m0033GuestCards.ts';
import { terms } from './migrations/m0035Terms.ts';
import { contacts } from './migrations/m0036Contacts.ts';
import { operatorEntries } from './migrations/m0039OperatorEntries.ts';
import { mailChoices } from './migrations/m0040MailChoices.ts';
import { guestLinkNews } from './migrations/m0041GuestLinkNews.ts';
import { openId } from './migrations/m0043OpenId.ts';
import { guestKeys } from './migrations/m0044GuestKeys.ts';
import { sessions } from './migrations/m0045Sessions.ts';
import { privateRounds } from './migrations/m0046PrivateRounds.ts';
import { attendance } from './migrations/m0052Attendance.ts';
import { sessionRooms } from './migrations/m0053SessionRooms.ts';
import { sessionInvitations } from './migrations/m0050SessionInvitations.ts';
import { ballots } from './migrations/m0054Ballots.ts';
import { outcomes } from './migrations/m0056Outcomes.ts';
import { summaries } from './migrations/m0057Summaries.ts';
import { consents } from './migrations/m0058Consents.ts';
import { sessionGroups } from './migrations/m0060SessionGroups.ts';
import { sessionsOverDays } from './migrations/m0064SessionsOverDays.ts';
import { readiness } from './migrations/m0065Readiness.ts';
import { tables } from './migrations/m0067Tables.ts';
import { sealedRounds } from './migrations/m0068SealedRounds.ts';
import type { Tables } from './tables/tables.ts';

/** A connection, or a transaction on one: repos do not care which. */
export type Database = Kysely<Tables>;

/** Every migration, in order. Names are never changed once released. */
const MIGRATIONS = {
  '0001-first-schema': firstSchema,
  '0002-probe': probe,
  '0003-known-devices': knownDevices,
  '0004-identifiers': identifiers,
  '0005-uploads': uploads,
  '0006-taken-off': takenOff,
  '0007-own-templates': ownTemplates,
  '0008-known-postcodes': knownPostcodes,
  '0009-audit-origin': auditOrigin,
  '0010-mail': mail,
  '0011-owned-together': ownedTogether,
  '0012-invitations': invitations,
  '0015-guests': guests,
  '0020-resets': resets,
  '0021-factors': factors,
  '0022-passkeys': passkeys,
  '0023-required-factor': requiredFactor,
  '0025-running': running,
  '0030-closed-accounts': closedAccounts,
  '0031-lobby': lobby,
  '0032-guest-codes': guestCodes,
  '0033-guest-cards': guestCards,
  '0035-terms': terms,
  '0036-contacts': contacts,
  '0039-operator-entries': operatorEntries,
  '0040-mail-choices': mailChoices,
  '0041-guest-link-news': guestLinkNews,
  '0043-open-id': openId,
  '0044-guest-keys': guestKeys,
  '0045-sessions': sessions,
  '0046-private-rounds': privateRounds,
  '0052-attendance': attendance,
  '0053-session-rooms': sessionRooms,
  '0050-session-invitations': sessionInvitations,
  '0054-ballots': ballots,
  '0056-outcomes': outcomes,
  '0057-summaries': summaries,
  '0058-consents': consents,
  '0060-session-groups': sessionGroups,
  '0064-sessions-over-days': sessionsOverDays,
  '0065-readiness': readiness,
  '0067-tables': tables,
  '0068-sealed-rounds': sealedRounds,
};

/** The data was written by a newer version than this one; it is left alone. */
export class DatabaseTooNew extends Error {
  constructor() {
    super('The database was made by a newer version of Throughline. Start that version, or restore an older back-up.');
  }
}

/** Opens the records' database and brings it up to date. Throws `DatabaseTooNew` before changing anything. */
export async function openDatabase(path: string): Promise<Database> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqlite(path) }) });
  try {
    await refuseNewer(db);
    const { error } = await migratorOf(db).migrateToLatest();
    if (error) throw error instanceof Error ? error : new Error('the database could not be brought up to date');
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Overwrites what was deleted, wherever it still lies. */
export function wipeRecords(db: Database): Promise<void> {
  return wipeSqlite(db);
}

function migratorOf(db: Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
}

async function refuseNewer(db: Database): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return;
  const ran = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  if (ran.some(({ name }) => !(name in MIGRATIONS))) throw new DatabaseTooNew();
}
