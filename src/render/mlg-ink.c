/* How thick and what colour: for screen, dark screen, projector and paper. */

#include <glib.h>
