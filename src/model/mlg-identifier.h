/* Numbers and addresses that name somebody: SIREN, SIRET, RNA, INSEE and NAF codes, postal codes,
 * e-mail, telephone. Checked without network; what is wrong comes with a sentence that says what
 * it is and what to do. Thread: any.
 *
 * What a spreadsheet has damaged is restored only where no doubt is left, and said; otherwise it is
 * refused. A number that has the right shape but a wrong check figure is doubtful: it is kept, and
 * marked wherever it is shown, for the mistake may be in the register.
 */

#pragma once

#include "model/mlg-schema.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_IDENTIFIER_SIREN,
  MLG_IDENTIFIER_SIRET,
  MLG_IDENTIFIER_EPCI,              /* the SIREN of a grouping of communes */
  MLG_IDENTIFIER_RNA,
  MLG_IDENTIFIER_INSEE,             /* of a commune */
  MLG_IDENTIFIER_TERRITORY,         /* région, département, commune, EPCI */
  MLG_IDENTIFIER_POSTAL_CODE,
  MLG_IDENTIFIER_NAF,               /* rév. 2 */
  MLG_IDENTIFIER_NAF_2025,
  MLG_IDENTIFIER_LEGAL_CATEGORY,    /* catégorie juridique of Sirene */
  MLG_IDENTIFIER_EMAIL,
  MLG_IDENTIFIER_PHONE,
} MlgIdentifierKind;

typedef enum
{
  MLG_IDENTIFIER_GOOD,
  MLG_IDENTIFIER_RESTORED,          /* read as what it was before; the sentence says so */
  MLG_IDENTIFIER_DOUBTFUL,          /* may be kept; the sentence says what to look at */
  MLG_IDENTIFIER_REFUSED,           /* cannot be such a thing: no value */
} MlgIdentifierVerdict;

/* @value: as it is kept, NULL when refused. @sentence: for the user, translated, NULL when good.
 * Both may be NULL; nothing ("") is good and has no value. */
MlgIdentifierVerdict mlg_identifier_settle  (MlgIdentifierKind   kind,
                                             const char         *text,
                                             char              **value,
                                             char              **sentence);

/* Which kind of identifier a field, or this part of an address, holds; FALSE: none. */
gboolean             mlg_identifier_find    (const MlgEntity    *entity,
                                             const MlgField     *field,
                                             guint               part,
                                             MlgIdentifierKind  *kind);

/* The same for a name alone: "siret", "postal_code", "contact_email"… */
gboolean             mlg_identifier_by_name (const char         *name,
                                             MlgIdentifierKind  *kind);

/* For comparing: "06 12-34.56 78" and "+33 6 12 34 56 78" are one number. NULL: no number. */
char                *mlg_phone_key          (const char         *phone);
/* "https://www.Exemple.fr/" and "exemple.fr" are one site. NULL: none. */
char                *mlg_website_key        (const char         *website);

G_END_DECLS
