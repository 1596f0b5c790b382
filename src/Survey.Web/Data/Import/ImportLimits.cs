namespace Survey.Web.Data.Import;

/// <summary>How much an import takes. A province needs a small part of it.</summary>
public static class ImportLimits
{
    public const int Files = 20;
    public const int FileBytes = 5 * 1024 * 1024;
    public const int Rows = 20_000;
    public const int Columns = 40;
    public const int CellCharacters = 2_000;

    /// <summary>Of a workbook, unpacked.</summary>
    public const long UnpackedBytes = 64L * 1024 * 1024;
    public const int Entries = 200;

    /// <summary>How many times larger than packed an entry above a mebibyte may be.</summary>
    public const int Ratio = 100;

    /// <summary>XML elements of all parts of a workbook: a full sheet has two or three for each cell.</summary>
    public const int Elements = 3 * Rows * Columns;
    public const int XmlDepth = 64;

    /// <summary>Cells that merged ranges, links and array formulas of a workbook span; the library visits each.</summary>
    public const long SpannedCells = Rows * Columns;

    /// <summary>More problems than a person reads are not listed.</summary>
    public const int Problems = 100;
}
