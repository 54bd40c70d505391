PRAGMA application_id = 1296845895;
PRAGMA user_version = 1001;
BEGIN;
CREATE TABLE meta (
  k   TEXT PRIMARY KEY,          -- doc_id, created
  v   TEXT,
  sum INTEGER NOT NULL           -- FNV-1a of both
) WITHOUT ROWID;
INSERT INTO "meta" VALUES ('created', '1795348084666', -1013583057142897744);
INSERT INTO "meta" VALUES ('doc_id', '01a20315-b7ba-7a16-9bb3-c71d67f841d4', -7071407778177065194);
CREATE TABLE site (
  sid     INTEGER PRIMARY KEY,   -- who wrote: a fresh random number at each opening
  author  TEXT,                  -- the name they gave
  app     TEXT,
  started INTEGER,               -- ms since 1970
  sum     INTEGER NOT NULL       -- FNV-1a of the others
);
INSERT INTO "site" VALUES (3113390882891335047, 'Épreuve', 'maillage', 1795348084694, 3982684983408600594);
INSERT INTO "site" VALUES (4633543198159484146, 'Épreuve', 'maillage', 1795348084810, 2624595003823669629);
CREATE TABLE op (
  n    INTEGER PRIMARY KEY,      -- order of arrival here; never compared
  sid  INTEGER NOT NULL,         -- (sid, seq) names the operation for ever
  seq  INTEGER NOT NULL,
  hlc  INTEGER NOT NULL,         -- clock: ms since 1970 << 16 | counter
  txn  INTEGER NOT NULL,         -- seq of the first operation of the same command
  tbl  INTEGER NOT NULL,         -- number of the entity
  row  BLOB NOT NULL,            -- identifier of the record, 16 bytes
  col  INTEGER NOT NULL,         -- field; 0 new record, -1 deletion or return, -2 erasure
  st   INTEGER NOT NULL,         -- 0 value withheld, 1 value, 2 erased
  sup  INTEGER NOT NULL DEFAULT 0, -- derived: a later operation of the cell names this one
  sum  INTEGER NOT NULL,         -- FNV-1a of all that is not derived
  cmd  TEXT,                     -- name of the command, on its first operation
  par  BLOB,                     -- the operations its author saw in this cell
  val                            -- what was written
);
INSERT INTO "op" VALUES (1, 3113390882891335047, 1, 117659932078505984, 1, 2, X'C5FFC1DDB69E51A694D8D3896B2F57BE', 0, 1, 0, -4255869197939399365, 'Change the title', NULL, X'');
INSERT INTO "op" VALUES (2, 3113390882891335047, 2, 117659932078505985, 1, 2, X'C5FFC1DDB69E51A694D8D3896B2F57BE', 20, 1, 0, 1803503760360327789, NULL, X'2B34FC8335AD85870000000000000001', 'Territoire d’épreuve');
INSERT INTO "op" VALUES (3, 3113390882891335047, 3, 117659932081651712, 3, 12, X'01A20315B8067256A58ED1D3EC59116C', 0, 1, 0, 1694509286856684178, 'Add', NULL, X'001400000012C389706963657269652064752043C593757200');
INSERT INTO "op" VALUES (4, 3113390882891335047, 4, 117659932081717248, 4, 12, X'01A20315B8067256A58ED1D3EC59116C', 1, 1, 0, -864659064805088165, 'Change', X'2B34FC8335AD85870000000000000003', 'a-0');
INSERT INTO "op" VALUES (5, 3113390882891335047, 5, 117659932081717249, 5, 12, X'01A20315B8077ACFB547DB70F8BDFE7F', 0, 1, 0, 1660889414894949868, 'Add', NULL, X'00140000000E4CE28099C59275767269C3A8726500');
INSERT INTO "op" VALUES (6, 3113390882891335047, 6, 117659932081717250, 6, 12, X'01A20315B8077ACFB547DB70F8BDFE7F', 1, 1, 0, 5940925362880918238, 'Change', X'2B34FC8335AD85870000000000000005', 'a-1');
INSERT INTO "op" VALUES (7, 3113390882891335047, 7, 117659932081782784, 7, 12, X'01A20315B8087FC5AD84323AF391037E', 0, 1, 0, -8594335594274445362, 'Add', NULL, X'0014000000184C6573204A617264696E73206465204EE28099446961796500');
INSERT INTO "op" VALUES (8, 3113390882891335047, 8, 117659932081782785, 8, 12, X'01A20315B8087FC5AD84323AF391037E', 1, 1, 0, 2099014181968877354, 'Change', X'2B34FC8335AD85870000000000000007', 'a-2');
INSERT INTO "op" VALUES (9, 3113390882891335047, 9, 117659932081848320, 9, 12, X'01A20315B8097D70A1F0ADDD22A40F7F', 0, 1, 0, -123592861957472293, 'Add', NULL, X'001400000011436166C3A9206465206CE28099C38E6C6500');
INSERT INTO "op" VALUES (10, 3113390882891335047, 10, 117659932081848321, 10, 12, X'01A20315B8097D70A1F0ADDD22A40F7F', 1, 1, 0, 5852110827044092159, 'Change', X'2B34FC8335AD85870000000000000009', 'a-3');
INSERT INTO "op" VALUES (11, 3113390882891335047, 11, 117659932081848322, 11, 12, X'01A20315B8097240A2284E3624C00C25', 0, 1, 0, -2664177363720149175, 'Add', NULL, X'00140000001A526573736F757263657269652064E28099C3A02063C3B474C3A900');
INSERT INTO "op" VALUES (12, 3113390882891335047, 12, 117659932081913856, 12, 12, X'01A20315B8097240A2284E3624C00C25', 1, 1, 0, -7821119457835481815, 'Change', X'2B34FC8335AD8587000000000000000B', 'a-4');
INSERT INTO "op" VALUES (13, 3113390882891335047, 13, 117659932081913857, 13, 12, X'01A20315B80A716FA75D5A5EE0F8CF75', 0, 1, 0, 2346897735528043633, 'Add', NULL, X'00140000001952C3A967696520646573205175617472652D4368656D696E7300');
INSERT INTO "op" VALUES (14, 3113390882891335047, 14, 117659932081979392, 14, 12, X'01A20315B80A716FA75D5A5EE0F8CF75', 1, 1, 0, 7924562515301840129, 'Change', X'2B34FC8335AD8587000000000000000D', 'a-5');
INSERT INTO "op" VALUES (15, 3113390882891335047, 15, 117659932081979393, 15, 12, X'01A20315B80B7439973129563BBAB524', 0, 1, 0, -8417387367829142095, 'Add', NULL, X'00140000001B466F79657220727572616C206465205361696E742D49676E61636500');
INSERT INTO "op" VALUES (16, 3113390882891335047, 16, 117659932082044928, 16, 12, X'01A20315B80B7439973129563BBAB524', 1, 1, 0, -2155579070815669026, 'Change', X'2B34FC8335AD8587000000000000000F', 'a-6');
INSERT INTO "op" VALUES (17, 3113390882891335047, 17, 117659932082044929, 17, 12, X'01A20315B80C7E92B59AEB4801B9BB40', 0, 1, 0, 2853280721907648577, 'Add', NULL, X'00140000001C436F6F70C3A972617469766520C2AB204C65204C657661696E20C2BB00');
INSERT INTO "op" VALUES (18, 3113390882891335047, 18, 117659932082110464, 18, 12, X'01A20315B80C7E92B59AEB4801B9BB40', 1, 1, 0, -2756362269592989524, 'Change', X'2B34FC8335AD85870000000000000011', 'a-7');
INSERT INTO "op" VALUES (19, 3113390882891335047, 19, 117659932082438144, 19, 12, X'01A20315B8067256A58ED1D3EC59116C', 43, 1, 0, -1647205297688942457, 'Change', X'2B34FC8335AD85870000000000000003', '44.824.48commune');
INSERT INTO "op" VALUES (20, 3113390882891335047, 20, 117659932082503680, 20, 1, X'F7F556ABB91352FC8FE4C411609DA48B', 0, 1, 0, 2174576148026804128, 'Change', NULL, X'00140000002430316132303331352D623830362D373235362D613538652D6431643365633539313136630000150000000231320000160000000232320000170000000C417520426F6E2043C59375720000180000000330305600');
INSERT INTO "op" VALUES (21, 3113390882891335047, 21, 117659932082503681, 20, 1, X'9EDBD645892F55F686D52A1744FF8833', 0, 1, 0, -4447871565352580830, NULL, NULL, X'00140000002430316132303331352D623830362D373235362D613538652D6431643365633539313136630000150000000231320000160000000232320000170000000D4CE28099C389706963657269650000180000000330315600');
INSERT INTO "op" VALUES (22, 3113390882891335047, 22, 117659932082569216, 22, 12, X'01A20315B8067256A58ED1D3EC59116C', 4, 1, 0, 4421043124016364738, 'Change', X'2B34FC8335AD85870000000000000003', 'Une note.

En deux paragraphes.');
INSERT INTO "op" VALUES (23, 3113390882891335047, 23, 117659932082569217, 23, 12, X'01A20315B80C7E92B59AEB4801B9BB40', -1, 1, 0, 3359464279737367620, 'Delete', NULL, X'012B34FC8335AD858700000000000000112B34FC8335AD85870000000000000012');
INSERT INTO "op" VALUES (24, 3113390882891335047, 24, 117659932082634752, 24, 12, X'01A20315B8077ACFB547DB70F8BDFE7F', 20, 1, 1, 8050459458166124560, 'Change', X'2B34FC8335AD85870000000000000005', 'Nom d’un instant');
INSERT INTO "op" VALUES (25, 3113390882891335047, 25, 117659932082634753, 25, 12, X'01A20315B8077ACFB547DB70F8BDFE7F', 20, 1, 0, -3780840182173943899, 'Undo', X'2B34FC8335AD85870000000000000018', 'L’Œuvrière');
INSERT INTO "op" VALUES (26, 3113390882891335047, 26, 117659932088467456, 26, 12, X'01A20315B8087FC5AD84323AF391037E', 20, 1, 0, -736842940793771898, 'Change', X'2B34FC8335AD85870000000000000007', 'Jardins de N’Diaye');
INSERT INTO "op" VALUES (27, 4633543198159484146, 1, 117659932086108160, 1, 12, X'01A20315B8087FC5AD84323AF391037E', 20, 1, 0, -3554319110754201502, 'Change', X'2B34FC8335AD85870000000000000007', 'Jardins Ndiaye');
CREATE TABLE conflict (
  row  BLOB,
  col  INTEGER,                  -- field, or -1: deleted here, changed there
  tbl  INTEGER NOT NULL,
  kind INTEGER NOT NULL,         -- derived
  PRIMARY KEY (row, col)
) WITHOUT ROWID;
INSERT INTO "conflict" VALUES (X'01A20315B8087FC5AD84323AF391037E', 20, 12, 0);
CREATE TABLE blob (
  sha256 BLOB PRIMARY KEY,       -- attachments, named by their content
  data   BLOB NOT NULL
);
CREATE TABLE "link" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "owner" TEXT,
  "owner_entity" TEXT,
  "field" TEXT,
  "value" TEXT,
  "position" TEXT
);
INSERT INTO "link" VALUES (1, X'F7F556ABB91352FC8FE4C411609DA48B', 0, 1795348084755, 117659932082503680, 3113390882891335047, NULL, NULL, NULL, NULL, '01a20315-b806-7256-a58e-d1d3ec59116c', '12', '22', 'Au Bon Cœur', '00V');
INSERT INTO "link" VALUES (2, X'9EDBD645892F55F686D52A1744FF8833', 0, 1795348084755, 117659932082503681, 3113390882891335047, NULL, NULL, NULL, NULL, '01a20315-b806-7256-a58e-d1d3ec59116c', '12', '22', 'L’Épicerie', '01V');
CREATE TABLE "file_info" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "territory" TEXT,
  "animator" TEXT,
  "licence" TEXT,
  "notice" TEXT,
  "own_additions" TEXT,
  "language" TEXT,
  "structure" TEXT,
  "contact_email" TEXT,
  "actor" TEXT,
  "animator_home" TEXT,
  "place" TEXT
);
INSERT INTO "file_info" VALUES (1, X'C5FFC1DDB69E51A694D8D3896B2F57BE', 0, 1795348084694, 117659932078505985, 3113390882891335047, NULL, NULL, NULL, NULL, 'Territoire d’épreuve', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE "term" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "vocabulary" TEXT,
  "code" TEXT,
  "label" TEXT,
  "definition" TEXT,
  "position" TEXT
);
CREATE TABLE "attachment" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "target" TEXT,
  "name" TEXT,
  "media_type" TEXT,
  "size" TEXT,
  "checksum" TEXT,
  "caption" TEXT,
  "credit" TEXT,
  "licence" TEXT,
  "content" TEXT
);
CREATE TABLE "position" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "placement" TEXT,
  "actor" TEXT,
  "x" TEXT,
  "y" TEXT,
  "pinned" TEXT
);
CREATE TABLE "source_link" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "target" TEXT,
  "document" TEXT,
  "quote" TEXT,
  "page" TEXT,
  "field" TEXT,
  "position" TEXT
);
CREATE TABLE "journal_entry" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "target" TEXT,
  "date" TEXT,
  "kind" TEXT,
  "text" TEXT
);
CREATE TABLE "document" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "issuer" TEXT,
  "date" TEXT,
  "kind" TEXT,
  "file" TEXT,
  "url" TEXT,
  "actor" TEXT,
  "licence" TEXT,
  "authors" TEXT,
  "summary" TEXT
);
CREATE TABLE "glossary_term" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "acronym" TEXT,
  "expansion" TEXT,
  "definition" TEXT
);
CREATE TABLE "territory" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "name" TEXT,
  "kind" TEXT,
  "insee_code" TEXT,
  "siren" TEXT,
  "place" TEXT,
  "outline" TEXT,
  "aliases" TEXT,
  "geo_traits" TEXT,
  "eco_traits" TEXT,
  "social_traits" TEXT,
  "cultural_traits" TEXT,
  "zus" TEXT,
  "normalised_name" TEXT,
  "profiles" TEXT,
  "population" TEXT
);
CREATE TABLE "territory_overlap" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "parent" TEXT,
  "child" TEXT,
  "kind" TEXT
);
CREATE TABLE "actor" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "name" TEXT,
  "acronym" TEXT,
  "aliases" TEXT,
  "kind" TEXT,
  "headcount" TEXT,
  "headcount_op" TEXT,
  "category" TEXT,
  "subcategory" TEXT,
  "family" TEXT,
  "legal_form" TEXT,
  "place_kind" TEXT,
  "renewed" TEXT,
  "market_anchoring" TEXT,
  "ess_positioning" TEXT,
  "founded" TEXT,
  "purpose" TEXT,
  "operating_mode" TEXT,
  "description" TEXT,
  "website" TEXT,
  "contact_name" TEXT,
  "contact_email" TEXT,
  "contact_phone" TEXT,
  "address" TEXT,
  "place" TEXT,
  "convening_power" TEXT,
  "state" TEXT,
  "territories" TEXT,
  "seat_territories" TEXT,
  "origin_territories" TEXT,
  "themes" TEXT,
  "siret" TEXT,
  "rna" TEXT,
  "naf" TEXT,
  "type_words" TEXT,
  "figures" TEXT,
  "missions" TEXT,
  "coa" TEXT,
  "study_fields" TEXT,
  "normalised_name" TEXT,
  "opening" TEXT,
  "place_functions" TEXT,
  "welcomed_publics" TEXT,
  "governance" TEXT,
  "siren" TEXT,
  "naf_2025" TEXT,
  "last_seen" TEXT,
  "colour" TEXT
);
INSERT INTO "actor" VALUES (1, X'01A20315B8067256A58ED1D3EC59116C', 0, 1795348084742, 117659932082569216, 3113390882891335047, 'a-0', NULL, NULL, 'Une note.

En deux paragraphes.', 'Épicerie du Cœur', NULL, 'Au Bon CœurL’Épicerie', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '44.824.48commune', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "actor" VALUES (2, X'01A20315B8077ACFB547DB70F8BDFE7F', 0, 1795348084743, 117659932082634753, 3113390882891335047, 'a-1', NULL, NULL, NULL, 'L’Œuvrière', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "actor" VALUES (3, X'01A20315B8087FC5AD84323AF391037E', 0, 1795348084744, 117659932088467456, 3113390882891335047, 'a-2', NULL, NULL, NULL, 'Jardins de N’Diaye', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "actor" VALUES (4, X'01A20315B8097D70A1F0ADDD22A40F7F', 0, 1795348084745, 117659932081848321, 3113390882891335047, 'a-3', NULL, NULL, NULL, 'Café de l’Île', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "actor" VALUES (5, X'01A20315B8097240A2284E3624C00C25', 0, 1795348084745, 117659932081913856, 3113390882891335047, 'a-4', NULL, NULL, NULL, 'Ressourcerie d’à côté', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "actor" VALUES (6, X'01A20315B80A716FA75D5A5EE0F8CF75', 0, 1795348084746, 117659932081979392, 3113390882891335047, 'a-5', NULL, NULL, NULL, 'Régie des Quatre-Chemins', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "actor" VALUES (7, X'01A20315B80B7439973129563BBAB524', 0, 1795348084747, 117659932082044928, 3113390882891335047, 'a-6', NULL, NULL, NULL, 'Foyer rural de Saint-Ignace', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO "actor" VALUES (8, X'01A20315B80C7E92B59AEB4801B9BB40', 1, 1795348084748, 117659932082569217, 3113390882891335047, 'a-7', NULL, NULL, NULL, 'Coopérative « Le Levain »', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE "person" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "first_name" TEXT,
  "last_name" TEXT,
  "display_name" TEXT,
  "status" TEXT,
  "trades" TEXT,
  "skills" TEXT,
  "knowledge_source" TEXT,
  "consent" TEXT,
  "contact_email" TEXT,
  "contact_phone" TEXT,
  "actor" TEXT,
  "families" TEXT,
  "postures" TEXT,
  "degree" TEXT,
  "workshop_roles" TEXT,
  "territories" TEXT,
  "themes" TEXT,
  "anonymised" TEXT,
  "animator_roles" TEXT,
  "animator_home" TEXT,
  "address" TEXT,
  "trainings" TEXT,
  "convening_power" TEXT,
  "legal_basis" TEXT,
  "informed" TEXT,
  "opposition" TEXT,
  "keep_until" TEXT,
  "last_seen" TEXT
);
CREATE TABLE "person_function" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "person" TEXT,
  "actor" TEXT,
  "title" TEXT,
  "period" TEXT,
  "kind" TEXT,
  "policy" TEXT
);
CREATE TABLE "skill_exchange" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "person" TEXT,
  "kind" TEXT,
  "skill" TEXT
);
CREATE TABLE "involvement" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "initiative" TEXT,
  "stakeholder" TEXT,
  "trades" TEXT,
  "skills" TEXT,
  "degree" TEXT,
  "role" TEXT,
  "postures" TEXT,
  "interest" TEXT,
  "brings" TEXT,
  "period" TEXT,
  "duration" TEXT,
  "family" TEXT,
  "state" TEXT,
  "influence" TEXT,
  "interest_level" TEXT
);
CREATE TABLE "resource" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "label" TEXT,
  "kind" TEXT,
  "direction" TEXT,
  "economy" TEXT,
  "quantity" TEXT,
  "unit" TEXT,
  "amount" TEXT,
  "currency" TEXT,
  "duration" TEXT,
  "provider" TEXT,
  "initiative" TEXT,
  "actor" TEXT,
  "shared_with" TEXT,
  "status" TEXT,
  "facet" TEXT,
  "private_contributions" TEXT,
  "university_contributions" TEXT,
  "territories" TEXT
);
CREATE TABLE "resource_match" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "gap" TEXT,
  "resource" TEXT,
  "state" TEXT,
  "reason" TEXT
);
CREATE TABLE "need" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "label" TEXT,
  "thematic" TEXT,
  "cross_cutting" TEXT,
  "territorial" TEXT,
  "coverage" TEXT,
  "private_ignored_why" TEXT,
  "public_powerless_why" TEXT,
  "spotted_by" TEXT,
  "crisis" TEXT,
  "expected_benefits" TEXT,
  "territories" TEXT,
  "themes" TEXT,
  "state" TEXT,
  "dimensions" TEXT,
  "facet" TEXT
);
CREATE TABLE "need_initiative" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "need" TEXT,
  "initiative" TEXT,
  "relation" TEXT
);
CREATE TABLE "initiative" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "name" TEXT,
  "pitch" TEXT,
  "objectives" TEXT,
  "theme_initial" TEXT,
  "themes" TEXT,
  "territories" TEXT,
  "thematic" TEXT,
  "cross_cutting" TEXT,
  "territorial" TEXT,
  "carriers" TEXT,
  "supporters" TEXT,
  "stage" TEXT,
  "origins" TEXT,
  "origin_text" TEXT,
  "leeway" TEXT,
  "innovation_definition" TEXT,
  "innovation_sources" TEXT,
  "tools" TEXT,
  "associative_project" TEXT,
  "economic_model" TEXT,
  "difficulties" TEXT,
  "outlook" TEXT,
  "provenance" TEXT,
  "seeking_synergy" TEXT,
  "recognition_steps" TEXT,
  "period" TEXT,
  "place" TEXT,
  "open_questions" TEXT,
  "website" TEXT,
  "declared_families" TEXT,
  "state" TEXT,
  "plans" TEXT,
  "schemes" TEXT,
  "governance" TEXT,
  "born_from" TEXT,
  "expected_benefits" TEXT,
  "communication_goals" TEXT,
  "social_usefulness" TEXT,
  "economic_balance" TEXT,
  "ptce_properties" TEXT
);
CREATE TABLE "stage_history" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "initiative" TEXT,
  "date" TEXT,
  "from" TEXT,
  "to" TEXT,
  "why" TEXT
);
CREATE TABLE "facet" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "initiative" TEXT,
  "name" TEXT,
  "description" TEXT
);
CREATE TABLE "friction" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "initiative" TEXT,
  "between" TEXT,
  "about" TEXT,
  "regulation" TEXT,
  "outcome" TEXT,
  "date" TEXT
);
CREATE TABLE "pooling" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "initiative" TEXT,
  "network" TEXT,
  "kind" TEXT,
  "what" TEXT,
  "participants" TEXT
);
CREATE TABLE "result" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "initiative" TEXT,
  "label" TEXT,
  "kind" TEXT,
  "source" TEXT,
  "value" TEXT,
  "unit" TEXT
);
CREATE TABLE "network" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "name" TEXT,
  "actor" TEXT,
  "formality" TEXT,
  "natures" TEXT,
  "scale" TEXT,
  "themes" TEXT,
  "territories" TEXT,
  "identity" TEXT,
  "values" TEXT,
  "animation_state" TEXT,
  "animator" TEXT,
  "events" TEXT,
  "event_periods" TEXT,
  "qualities" TEXT,
  "gestures" TEXT,
  "description" TEXT,
  "network_needs" TEXT,
  "sharing_tools" TEXT
);
CREATE TABLE "membership" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "network" TEXT,
  "member" TEXT,
  "role" TEXT,
  "period" TEXT
);
CREATE TABLE "charter" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "network" TEXT,
  "title" TEXT,
  "articles" TEXT,
  "date" TEXT,
  "declared_signatures" TEXT
);
CREATE TABLE "charter_signature" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "charter" TEXT,
  "actor" TEXT,
  "date" TEXT
);
CREATE TABLE "body" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "name" TEXT,
  "kind" TEXT,
  "pilot" TEXT,
  "members" TEXT,
  "territories" TEXT,
  "network" TEXT,
  "description" TEXT,
  "governance" TEXT,
  "initiative" TEXT
);
CREATE TABLE "partnership" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "a" TEXT,
  "b" TEXT,
  "state" TEXT,
  "period" TEXT,
  "side" TEXT,
  "description" TEXT,
  "initiative" TEXT
);
CREATE TABLE "partnership_axis" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "partnership" TEXT,
  "from" TEXT,
  "to" TEXT,
  "kind" TEXT,
  "label" TEXT,
  "economy" TEXT,
  "importance" TEXT,
  "effect" TEXT,
  "position" TEXT,
  "weight" TEXT
);
CREATE TABLE "agreement" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "partnership" TEXT,
  "title" TEXT,
  "parties" TEXT,
  "purpose" TEXT,
  "commitments" TEXT,
  "period" TEXT,
  "state" TEXT,
  "recommendation" TEXT
);
CREATE TABLE "data_item" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "body" TEXT,
  "url" TEXT,
  "value" TEXT,
  "unit" TEXT,
  "operator" TEXT,
  "year" TEXT,
  "observation" TEXT,
  "themes" TEXT,
  "actors" TEXT,
  "structure_class" TEXT,
  "initiative" TEXT,
  "territory" TEXT,
  "licence" TEXT
);
CREATE TABLE "diagnosis" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "objects" TEXT,
  "commissioner" TEXT,
  "authors" TEXT,
  "territory" TEXT,
  "initiative" TEXT,
  "state" TEXT,
  "date" TEXT,
  "summary" TEXT,
  "answers" TEXT
);
CREATE TABLE "finding" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "diagnosis" TEXT,
  "text" TEXT,
  "kind" TEXT,
  "knowledge_source" TEXT,
  "proof" TEXT,
  "position" TEXT
);
CREATE TABLE "economic_return" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "initiative" TEXT,
  "label" TEXT,
  "kind" TEXT,
  "level" TEXT,
  "cost_kind" TEXT,
  "amount" TEXT,
  "amount_max" TEXT,
  "unit" TEXT,
  "hypothesis" TEXT,
  "source" TEXT
);
CREATE TABLE "scheme" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "name" TEXT,
  "carrier" TEXT,
  "kind" TEXT,
  "audience" TEXT,
  "period" TEXT,
  "conditions" TEXT,
  "themes" TEXT,
  "territories" TEXT,
  "legal_ref" TEXT,
  "url" TEXT,
  "state" TEXT
);
CREATE TABLE "scheme_fit" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "scheme" TEXT,
  "initiative" TEXT,
  "fit" TEXT,
  "gap" TEXT,
  "willingness" TEXT
);
CREATE TABLE "funding" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "scheme" TEXT,
  "funder" TEXT,
  "beneficiary" TEXT,
  "purpose" TEXT,
  "amount" TEXT,
  "economy" TEXT,
  "state" TEXT,
  "date" TEXT,
  "initiative" TEXT
);
CREATE TABLE "recommendation" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "diagnosis" TEXT,
  "initiative" TEXT,
  "facet" TEXT,
  "procedure" TEXT,
  "reason" TEXT,
  "state" TEXT,
  "by" TEXT,
  "due" TEXT,
  "example" TEXT
);
CREATE TABLE "intervention" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "recommendation" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "date" TEXT,
  "place_kind" TEXT,
  "public" TEXT,
  "who" TEXT,
  "result" TEXT,
  "initiative" TEXT
);
CREATE TABLE "procedure_model" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "name" TEXT,
  "description" TEXT,
  "procedures" TEXT,
  "recommendations" TEXT
);
CREATE TABLE "crems_entry" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "target" TEXT,
  "letter" TEXT,
  "need_found" TEXT,
  "support_given" TEXT,
  "date" TEXT,
  "state" TEXT,
  "example" TEXT
);
CREATE TABLE "territorial_plan" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "territory" TEXT,
  "title" TEXT,
  "responsible" TEXT,
  "administrations" TEXT,
  "civil_organisations" TEXT,
  "description" TEXT,
  "example" TEXT
);
CREATE TABLE "coa_delegation" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "plan" TEXT,
  "territory" TEXT,
  "mission" TEXT,
  "structure" TEXT,
  "as" TEXT,
  "initiatives" TEXT,
  "state" TEXT,
  "example" TEXT
);
CREATE TABLE "grid" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "targets" TEXT,
  "origin" TEXT,
  "licence" TEXT,
  "editable" TEXT,
  "levels" TEXT
);
CREATE TABLE "criterion" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "grid" TEXT,
  "label" TEXT,
  "question" TEXT,
  "justification" TEXT,
  "position" TEXT
);
CREATE TABLE "assessment" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "grid" TEXT,
  "target" TEXT,
  "date" TEXT,
  "by" TEXT,
  "example" TEXT
);
CREATE TABLE "score" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "assessment" TEXT,
  "criterion" TEXT,
  "level" TEXT,
  "proof" TEXT,
  "next_step" TEXT
);
CREATE TABLE "monograph" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "subtitle" TEXT,
  "initiative" TEXT,
  "actors" TEXT,
  "territories" TEXT,
  "author_mode" TEXT,
  "authors" TEXT,
  "writers" TEXT,
  "initiators" TEXT,
  "reviewers" TEXT,
  "based_on" TEXT,
  "licence" TEXT,
  "state" TEXT,
  "date" TEXT,
  "aims" TEXT,
  "language" TEXT,
  "operating_modes" TEXT
);
CREATE TABLE "monograph_section" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "monograph" TEXT,
  "position" TEXT,
  "heading" TEXT,
  "question" TEXT,
  "title" TEXT,
  "body" TEXT,
  "verbatims" TEXT,
  "to_complete" TEXT,
  "optional" TEXT
);
CREATE TABLE "monograph_version" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "monograph" TEXT,
  "n" TEXT,
  "date" TEXT,
  "by" TEXT,
  "content" TEXT,
  "message" TEXT
);
CREATE TABLE "verbatim" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "text" TEXT,
  "speaker" TEXT,
  "function" TEXT,
  "structure" TEXT,
  "date" TEXT,
  "occasion" TEXT,
  "consent" TEXT,
  "initiative" TEXT,
  "event" TEXT
);
CREATE TABLE "visit" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "host" TEXT,
  "organiser" TEXT,
  "visitors" TEXT,
  "persons" TEXT,
  "date" TEXT,
  "questions" TEXT,
  "takeaways" TEXT,
  "contacts" TEXT,
  "effect" TEXT,
  "territories" TEXT
);
CREATE TABLE "checklist_run" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "list" TEXT,
  "initiative" TEXT,
  "date" TEXT,
  "workshop" TEXT
);
CREATE TABLE "checklist_item" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "run" TEXT,
  "item" TEXT,
  "state" TEXT,
  "proof" TEXT,
  "who" TEXT,
  "by_when" TEXT,
  "term" TEXT,
  "position" TEXT
);
CREATE TABLE "research_project" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "carrier" TEXT,
  "initiative" TEXT,
  "description" TEXT
);
CREATE TABLE "framing_note" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "research_project" TEXT,
  "title" TEXT,
  "objective" TEXT,
  "territories" TEXT,
  "territories_to_find" TEXT,
  "financial_partners" TEXT,
  "operational_partners" TEXT,
  "follow_up" TEXT,
  "date" TEXT
);
CREATE TABLE "axis_entry" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "research_project" TEXT,
  "axis" TEXT,
  "target" TEXT,
  "text" TEXT,
  "proof" TEXT
);
CREATE TABLE "programme_action" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "research_project" TEXT,
  "text" TEXT,
  "entries" TEXT,
  "who" TEXT,
  "when" TEXT,
  "state" TEXT
);
CREATE TABLE "workshop" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "session" TEXT,
  "period" TEXT,
  "venue" TEXT,
  "place" TEXT,
  "prompt" TEXT,
  "aims" TEXT,
  "nominative" TEXT,
  "referent" TEXT,
  "programme" TEXT,
  "state" TEXT,
  "event" TEXT,
  "initiative" TEXT,
  "territories" TEXT,
  "report" TEXT,
  "groups" TEXT
);
CREATE TABLE "attendance" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "workshop" TEXT,
  "person" TEXT,
  "actor" TEXT,
  "family" TEXT,
  "headcount" TEXT,
  "role" TEXT,
  "position" TEXT
);
CREATE TABLE "sticky" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "workshop" TEXT,
  "text" TEXT,
  "colour" TEXT,
  "author" TEXT,
  "group" TEXT,
  "votes" TEXT,
  "converted_to" TEXT,
  "position" TEXT,
  "x" TEXT,
  "y" TEXT
);
CREATE TABLE "decision" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "workshop" TEXT,
  "text" TEXT,
  "date" TEXT,
  "who" TEXT
);
CREATE TABLE "next_step" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "workshop" TEXT,
  "what" TEXT,
  "who" TEXT,
  "when" TEXT,
  "partners" TEXT,
  "side" TEXT,
  "state" TEXT
);
CREATE TABLE "watch_item" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "theme" TEXT,
  "territory" TEXT,
  "url" TEXT,
  "date" TEXT,
  "state" TEXT,
  "attached_to" TEXT,
  "body" TEXT,
  "provenance" TEXT
);
CREATE TABLE "event" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "period" TEXT,
  "start_time" TEXT,
  "end_time" TEXT,
  "territory" TEXT,
  "venue" TEXT,
  "place" TEXT,
  "address" TEXT,
  "organisers" TEXT,
  "recurrence" TEXT,
  "rule" TEXT,
  "season" TEXT,
  "initiative" TEXT,
  "network" TEXT,
  "description" TEXT,
  "url" TEXT,
  "uid" TEXT,
  "mode" TEXT,
  "themes" TEXT
);
CREATE TABLE "proposal" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "number" TEXT,
  "field" TEXT,
  "text" TEXT,
  "author" TEXT,
  "addressee" TEXT,
  "supports" TEXT,
  "answer" TEXT,
  "state" TEXT,
  "date" TEXT
);
CREATE TABLE "introduction" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "a" TEXT,
  "b" TEXT,
  "by" TEXT,
  "date" TEXT,
  "reason" TEXT,
  "outcome" TEXT,
  "state" TEXT
);
CREATE TABLE "orientation" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "date" TEXT,
  "public" TEXT,
  "question" TEXT,
  "oriented_to" TEXT,
  "follow_up" TEXT,
  "territory" TEXT
);
CREATE TABLE "workshop_question" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "text" TEXT,
  "document" TEXT,
  "workshop" TEXT,
  "answer" TEXT
);
CREATE TABLE "research_territory" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "research_project" TEXT,
  "label" TEXT,
  "territory" TEXT,
  "initiative" TEXT,
  "actor" TEXT,
  "profile" TEXT,
  "position" TEXT
);
CREATE TABLE "support" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "giver" TEXT,
  "receiver" TEXT,
  "what" TEXT,
  "date" TEXT,
  "duration" TEXT,
  "initiative" TEXT
);
CREATE TABLE "review_remark" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "monograph" TEXT,
  "section" TEXT,
  "text" TEXT,
  "by" TEXT,
  "date" TEXT,
  "consent" TEXT,
  "answer" TEXT
);
CREATE TABLE "monograph_template" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "description" TEXT,
  "content" TEXT
);
CREATE TABLE "distinct_pair" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "a" TEXT,
  "b" TEXT,
  "reason" TEXT
);
CREATE TABLE "map_layer" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "content" TEXT,
  "attribution" TEXT,
  "licence" TEXT,
  "colour" TEXT,
  "shown" TEXT,
  "name_field" TEXT,
  "position" TEXT
);
CREATE TABLE "handover" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "recipient" TEXT,
  "date" TEXT,
  "level" TEXT,
  "format" TEXT,
  "file_name" TEXT,
  "licence" TEXT,
  "what" TEXT,
  "document" TEXT
);
CREATE TABLE "snapshot" (
  _rid  INTEGER PRIMARY KEY,
  _id   BLOB NOT NULL UNIQUE,
  _del  INTEGER NOT NULL,
  _made INTEGER NOT NULL,
  _hlc  INTEGER NOT NULL,
  _sid  INTEGER NOT NULL,
  "key" TEXT,
  "fact_status" TEXT,
  "visibility" TEXT,
  "note" TEXT,
  "title" TEXT,
  "date" TEXT,
  "clock" TEXT,
  "workshop" TEXT
);
CREATE UNIQUE INDEX op_dot ON op (sid, seq);
CREATE INDEX op_cell ON op (row, col);
CREATE INDEX op_erased ON op (row) WHERE st = 2;
CREATE INDEX "link_key" ON "link" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX link_owner ON link (owner);
CREATE INDEX link_value ON link (value);
CREATE INDEX "file_info_key" ON "file_info" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "file_info_territory" ON "file_info" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "file_info_actor" ON "file_info" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "term_key" ON "term" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "attachment_key" ON "attachment" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "attachment_target" ON "attachment" ("target") WHERE "target" IS NOT NULL;
CREATE INDEX "position_key" ON "position" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "position_actor" ON "position" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "source_link_key" ON "source_link" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "source_link_target" ON "source_link" ("target") WHERE "target" IS NOT NULL;
CREATE INDEX "source_link_document" ON "source_link" ("document") WHERE "document" IS NOT NULL;
CREATE INDEX "journal_entry_key" ON "journal_entry" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "journal_entry_target" ON "journal_entry" ("target") WHERE "target" IS NOT NULL;
CREATE INDEX "document_key" ON "document" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "document_actor" ON "document" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "glossary_term_key" ON "glossary_term" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "territory_key" ON "territory" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "territory_overlap_key" ON "territory_overlap" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "territory_overlap_parent" ON "territory_overlap" ("parent") WHERE "parent" IS NOT NULL;
CREATE INDEX "territory_overlap_child" ON "territory_overlap" ("child") WHERE "child" IS NOT NULL;
CREATE INDEX "actor_key" ON "actor" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "person_key" ON "person" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "person_actor" ON "person" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "person_function_key" ON "person_function" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "person_function_person" ON "person_function" ("person") WHERE "person" IS NOT NULL;
CREATE INDEX "person_function_actor" ON "person_function" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "skill_exchange_key" ON "skill_exchange" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "skill_exchange_person" ON "skill_exchange" ("person") WHERE "person" IS NOT NULL;
CREATE INDEX "involvement_key" ON "involvement" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "involvement_initiative" ON "involvement" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "involvement_stakeholder" ON "involvement" ("stakeholder") WHERE "stakeholder" IS NOT NULL;
CREATE INDEX "resource_key" ON "resource" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "resource_provider" ON "resource" ("provider") WHERE "provider" IS NOT NULL;
CREATE INDEX "resource_initiative" ON "resource" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "resource_actor" ON "resource" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "resource_facet" ON "resource" ("facet") WHERE "facet" IS NOT NULL;
CREATE INDEX "resource_match_key" ON "resource_match" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "resource_match_gap" ON "resource_match" ("gap") WHERE "gap" IS NOT NULL;
CREATE INDEX "resource_match_resource" ON "resource_match" ("resource") WHERE "resource" IS NOT NULL;
CREATE INDEX "need_key" ON "need" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "need_spotted_by" ON "need" ("spotted_by") WHERE "spotted_by" IS NOT NULL;
CREATE INDEX "need_facet" ON "need" ("facet") WHERE "facet" IS NOT NULL;
CREATE INDEX "need_initiative_key" ON "need_initiative" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "need_initiative_need" ON "need_initiative" ("need") WHERE "need" IS NOT NULL;
CREATE INDEX "need_initiative_initiative" ON "need_initiative" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "initiative_key" ON "initiative" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "stage_history_key" ON "stage_history" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "stage_history_initiative" ON "stage_history" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "facet_key" ON "facet" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "facet_initiative" ON "facet" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "friction_key" ON "friction" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "friction_initiative" ON "friction" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "pooling_key" ON "pooling" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "pooling_initiative" ON "pooling" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "pooling_network" ON "pooling" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "result_key" ON "result" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "result_initiative" ON "result" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "network_key" ON "network" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "network_actor" ON "network" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "network_animator" ON "network" ("animator") WHERE "animator" IS NOT NULL;
CREATE INDEX "membership_key" ON "membership" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "membership_network" ON "membership" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "membership_member" ON "membership" ("member") WHERE "member" IS NOT NULL;
CREATE INDEX "charter_key" ON "charter" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "charter_network" ON "charter" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "charter_signature_key" ON "charter_signature" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "charter_signature_charter" ON "charter_signature" ("charter") WHERE "charter" IS NOT NULL;
CREATE INDEX "charter_signature_actor" ON "charter_signature" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "body_key" ON "body" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "body_pilot" ON "body" ("pilot") WHERE "pilot" IS NOT NULL;
CREATE INDEX "body_network" ON "body" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "body_initiative" ON "body" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "partnership_key" ON "partnership" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "partnership_a" ON "partnership" ("a") WHERE "a" IS NOT NULL;
CREATE INDEX "partnership_b" ON "partnership" ("b") WHERE "b" IS NOT NULL;
CREATE INDEX "partnership_initiative" ON "partnership" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "partnership_axis_key" ON "partnership_axis" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "partnership_axis_partnership" ON "partnership_axis" ("partnership") WHERE "partnership" IS NOT NULL;
CREATE INDEX "partnership_axis_from" ON "partnership_axis" ("from") WHERE "from" IS NOT NULL;
CREATE INDEX "partnership_axis_to" ON "partnership_axis" ("to") WHERE "to" IS NOT NULL;
CREATE INDEX "agreement_key" ON "agreement" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "agreement_partnership" ON "agreement" ("partnership") WHERE "partnership" IS NOT NULL;
CREATE INDEX "agreement_recommendation" ON "agreement" ("recommendation") WHERE "recommendation" IS NOT NULL;
CREATE INDEX "data_item_key" ON "data_item" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "data_item_initiative" ON "data_item" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "data_item_territory" ON "data_item" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "diagnosis_key" ON "diagnosis" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "diagnosis_commissioner" ON "diagnosis" ("commissioner") WHERE "commissioner" IS NOT NULL;
CREATE INDEX "diagnosis_territory" ON "diagnosis" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "diagnosis_initiative" ON "diagnosis" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "finding_key" ON "finding" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "finding_diagnosis" ON "finding" ("diagnosis") WHERE "diagnosis" IS NOT NULL;
CREATE INDEX "economic_return_key" ON "economic_return" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "economic_return_initiative" ON "economic_return" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "scheme_key" ON "scheme" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "scheme_carrier" ON "scheme" ("carrier") WHERE "carrier" IS NOT NULL;
CREATE INDEX "scheme_fit_key" ON "scheme_fit" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "scheme_fit_scheme" ON "scheme_fit" ("scheme") WHERE "scheme" IS NOT NULL;
CREATE INDEX "scheme_fit_initiative" ON "scheme_fit" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "funding_key" ON "funding" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "funding_scheme" ON "funding" ("scheme") WHERE "scheme" IS NOT NULL;
CREATE INDEX "funding_funder" ON "funding" ("funder") WHERE "funder" IS NOT NULL;
CREATE INDEX "funding_beneficiary" ON "funding" ("beneficiary") WHERE "beneficiary" IS NOT NULL;
CREATE INDEX "funding_initiative" ON "funding" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "recommendation_key" ON "recommendation" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "recommendation_diagnosis" ON "recommendation" ("diagnosis") WHERE "diagnosis" IS NOT NULL;
CREATE INDEX "recommendation_initiative" ON "recommendation" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "recommendation_facet" ON "recommendation" ("facet") WHERE "facet" IS NOT NULL;
CREATE INDEX "recommendation_by" ON "recommendation" ("by") WHERE "by" IS NOT NULL;
CREATE INDEX "intervention_key" ON "intervention" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "intervention_recommendation" ON "intervention" ("recommendation") WHERE "recommendation" IS NOT NULL;
CREATE INDEX "intervention_who" ON "intervention" ("who") WHERE "who" IS NOT NULL;
CREATE INDEX "intervention_initiative" ON "intervention" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "procedure_model_key" ON "procedure_model" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "crems_entry_key" ON "crems_entry" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "crems_entry_target" ON "crems_entry" ("target") WHERE "target" IS NOT NULL;
CREATE INDEX "territorial_plan_key" ON "territorial_plan" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "territorial_plan_territory" ON "territorial_plan" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "coa_delegation_key" ON "coa_delegation" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "coa_delegation_plan" ON "coa_delegation" ("plan") WHERE "plan" IS NOT NULL;
CREATE INDEX "coa_delegation_territory" ON "coa_delegation" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "coa_delegation_structure" ON "coa_delegation" ("structure") WHERE "structure" IS NOT NULL;
CREATE INDEX "grid_key" ON "grid" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "criterion_key" ON "criterion" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "criterion_grid" ON "criterion" ("grid") WHERE "grid" IS NOT NULL;
CREATE INDEX "assessment_key" ON "assessment" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "assessment_grid" ON "assessment" ("grid") WHERE "grid" IS NOT NULL;
CREATE INDEX "assessment_target" ON "assessment" ("target") WHERE "target" IS NOT NULL;
CREATE INDEX "score_key" ON "score" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "score_assessment" ON "score" ("assessment") WHERE "assessment" IS NOT NULL;
CREATE INDEX "score_criterion" ON "score" ("criterion") WHERE "criterion" IS NOT NULL;
CREATE INDEX "monograph_key" ON "monograph" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "monograph_initiative" ON "monograph" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "monograph_section_key" ON "monograph_section" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "monograph_section_monograph" ON "monograph_section" ("monograph") WHERE "monograph" IS NOT NULL;
CREATE INDEX "monograph_version_key" ON "monograph_version" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "monograph_version_monograph" ON "monograph_version" ("monograph") WHERE "monograph" IS NOT NULL;
CREATE INDEX "verbatim_key" ON "verbatim" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "verbatim_speaker" ON "verbatim" ("speaker") WHERE "speaker" IS NOT NULL;
CREATE INDEX "verbatim_structure" ON "verbatim" ("structure") WHERE "structure" IS NOT NULL;
CREATE INDEX "verbatim_initiative" ON "verbatim" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "verbatim_event" ON "verbatim" ("event") WHERE "event" IS NOT NULL;
CREATE INDEX "visit_key" ON "visit" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "visit_host" ON "visit" ("host") WHERE "host" IS NOT NULL;
CREATE INDEX "visit_organiser" ON "visit" ("organiser") WHERE "organiser" IS NOT NULL;
CREATE INDEX "checklist_run_key" ON "checklist_run" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "checklist_run_initiative" ON "checklist_run" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "checklist_run_workshop" ON "checklist_run" ("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX "checklist_item_key" ON "checklist_item" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "checklist_item_run" ON "checklist_item" ("run") WHERE "run" IS NOT NULL;
CREATE INDEX "checklist_item_who" ON "checklist_item" ("who") WHERE "who" IS NOT NULL;
CREATE INDEX "research_project_key" ON "research_project" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "research_project_carrier" ON "research_project" ("carrier") WHERE "carrier" IS NOT NULL;
CREATE INDEX "research_project_initiative" ON "research_project" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "framing_note_key" ON "framing_note" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "framing_note_research_project" ON "framing_note" ("research_project") WHERE "research_project" IS NOT NULL;
CREATE INDEX "axis_entry_key" ON "axis_entry" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "axis_entry_research_project" ON "axis_entry" ("research_project") WHERE "research_project" IS NOT NULL;
CREATE INDEX "axis_entry_target" ON "axis_entry" ("target") WHERE "target" IS NOT NULL;
CREATE INDEX "programme_action_key" ON "programme_action" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "programme_action_research_project" ON "programme_action" ("research_project") WHERE "research_project" IS NOT NULL;
CREATE INDEX "programme_action_who" ON "programme_action" ("who") WHERE "who" IS NOT NULL;
CREATE INDEX "workshop_key" ON "workshop" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "workshop_referent" ON "workshop" ("referent") WHERE "referent" IS NOT NULL;
CREATE INDEX "workshop_event" ON "workshop" ("event") WHERE "event" IS NOT NULL;
CREATE INDEX "workshop_initiative" ON "workshop" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "attendance_key" ON "attendance" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "attendance_workshop" ON "attendance" ("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX "attendance_person" ON "attendance" ("person") WHERE "person" IS NOT NULL;
CREATE INDEX "attendance_actor" ON "attendance" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "sticky_key" ON "sticky" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "sticky_workshop" ON "sticky" ("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX "sticky_author" ON "sticky" ("author") WHERE "author" IS NOT NULL;
CREATE INDEX "sticky_converted_to" ON "sticky" ("converted_to") WHERE "converted_to" IS NOT NULL;
CREATE INDEX "decision_key" ON "decision" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "decision_workshop" ON "decision" ("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX "decision_who" ON "decision" ("who") WHERE "who" IS NOT NULL;
CREATE INDEX "next_step_key" ON "next_step" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "next_step_workshop" ON "next_step" ("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX "next_step_who" ON "next_step" ("who") WHERE "who" IS NOT NULL;
CREATE INDEX "watch_item_key" ON "watch_item" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "watch_item_territory" ON "watch_item" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "watch_item_attached_to" ON "watch_item" ("attached_to") WHERE "attached_to" IS NOT NULL;
CREATE INDEX "event_key" ON "event" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "event_territory" ON "event" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "event_initiative" ON "event" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "event_network" ON "event" ("network") WHERE "network" IS NOT NULL;
CREATE INDEX "proposal_key" ON "proposal" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "proposal_author" ON "proposal" ("author") WHERE "author" IS NOT NULL;
CREATE INDEX "proposal_addressee" ON "proposal" ("addressee") WHERE "addressee" IS NOT NULL;
CREATE INDEX "introduction_key" ON "introduction" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "introduction_a" ON "introduction" ("a") WHERE "a" IS NOT NULL;
CREATE INDEX "introduction_b" ON "introduction" ("b") WHERE "b" IS NOT NULL;
CREATE INDEX "introduction_by" ON "introduction" ("by") WHERE "by" IS NOT NULL;
CREATE INDEX "orientation_key" ON "orientation" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "orientation_oriented_to" ON "orientation" ("oriented_to") WHERE "oriented_to" IS NOT NULL;
CREATE INDEX "orientation_territory" ON "orientation" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "workshop_question_key" ON "workshop_question" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "workshop_question_document" ON "workshop_question" ("document") WHERE "document" IS NOT NULL;
CREATE INDEX "workshop_question_workshop" ON "workshop_question" ("workshop") WHERE "workshop" IS NOT NULL;
CREATE INDEX "research_territory_key" ON "research_territory" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "research_territory_research_project" ON "research_territory" ("research_project") WHERE "research_project" IS NOT NULL;
CREATE INDEX "research_territory_territory" ON "research_territory" ("territory") WHERE "territory" IS NOT NULL;
CREATE INDEX "research_territory_initiative" ON "research_territory" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "research_territory_actor" ON "research_territory" ("actor") WHERE "actor" IS NOT NULL;
CREATE INDEX "support_key" ON "support" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "support_giver" ON "support" ("giver") WHERE "giver" IS NOT NULL;
CREATE INDEX "support_receiver" ON "support" ("receiver") WHERE "receiver" IS NOT NULL;
CREATE INDEX "support_initiative" ON "support" ("initiative") WHERE "initiative" IS NOT NULL;
CREATE INDEX "review_remark_key" ON "review_remark" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "review_remark_monograph" ON "review_remark" ("monograph") WHERE "monograph" IS NOT NULL;
CREATE INDEX "review_remark_section" ON "review_remark" ("section") WHERE "section" IS NOT NULL;
CREATE INDEX "review_remark_by" ON "review_remark" ("by") WHERE "by" IS NOT NULL;
CREATE INDEX "monograph_template_key" ON "monograph_template" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "distinct_pair_key" ON "distinct_pair" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "distinct_pair_a" ON "distinct_pair" ("a") WHERE "a" IS NOT NULL;
CREATE INDEX "distinct_pair_b" ON "distinct_pair" ("b") WHERE "b" IS NOT NULL;
CREATE INDEX "map_layer_key" ON "map_layer" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "handover_key" ON "handover" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "snapshot_key" ON "snapshot" ("key") WHERE "key" IS NOT NULL;
CREATE INDEX "snapshot_workshop" ON "snapshot" ("workshop") WHERE "workshop" IS NOT NULL;
COMMIT;
