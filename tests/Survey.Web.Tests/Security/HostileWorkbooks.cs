using System.Text;
using OfficeOpenXml;

namespace Survey.Web.Tests.Security;

/// <summary>Workbooks of counters, each good but for one thing.</summary>
internal static class HostileWorkbooks
{
    /// <summary>A name in the good workbook, where an entity may stand instead.</summary>
    public const string Marker = "Quầy có thực";
    private const string Sheet = "xl/worksheets/sheet1.xml";
    private const string SheetEnd = "</sheetData>";
    private const uint Link = 0xA1FF0000;

    public static readonly string[] XmlParts =
        ["xl/workbook.xml", "xl/sharedStrings.xml", Sheet, "[Content_Types].xml", "docProps/core.xml", "docProps/app.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"];

    public static byte[] Good(string unit)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("counters");
        string[][] rows = [["key", "unit", "name", "kind"], ["q_tot", unit, Marker, "counter"]];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
            {
                sheet.Cells[r + 1, c + 1].Value = rows[r][c];
            }
        }

        package.Workbook.Properties.Author = Marker;
        package.Workbook.Properties.Company = Marker;
        return package.GetAsByteArray();
    }

    /// <summary>Check 30: what would fill the memory, the disk or the day.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Excessive(byte[] good)
    {
        var parts = RawZip.Read(good);
        var blanks = new byte[120_000_000];
        var bomb = RawZip.Of([.. parts.Where(p => p.Name != Sheet), new RawEntry(Sheet, blanks)]);
        yield return ("zip bomb", bomb);
        yield return ("zip bomb that says it is small", RawZip.Of([.. parts.Where(p => p.Name != Sheet), new RawEntry(Sheet, blanks) { SaysLength = 100 }]));
        yield return ("zip bomb no directory names", RawZip.Of([new RawEntry(Sheet, blanks) { Listed = false }, .. parts.Where(p => p.Name != Sheet)]));
        yield return ("part that says it is 4 GB", RawZip.Of([.. parts.Where(p => p.Name != Sheet), new RawEntry(Sheet, [1, 2, 3]) { SaysLength = 0xFFFFFFFE }]));
        yield return ("100,000 entries", RawZip.Of([.. parts, .. Enumerable.Range(0, 100_000).Select(i => new RawEntry(i.ToString("x", null), []) { Stands = false })]));
        yield return ("60,000 entries", RawZip.Of([.. parts, .. Enumerable.Range(0, 60_000).Select(i => new RawEntry(i.ToString("x", null), []) { Stands = false })]));
        yield return ("a zip in a zip", RawZip.Of(new RawEntry("inner.zip", bomb)));
        yield return ("its first half", good[..(good.Length / 2)]);
        yield return ("without its last bytes", good[..^10]);
        yield return ("a path upwards", RawZip.Of([.. parts, new RawEntry("../../../tmp/x.xml", "<a/>"u8.ToArray())]));
        yield return ("a path upwards the other way", RawZip.Of([.. parts, new RawEntry("..\\..\\x.xml", "<a/>"u8.ToArray())]));
        yield return ("a link", RawZip.Of([.. parts, new RawEntry("xl/media/image1.png", "/etc/passwd"u8.ToArray()) { Attributes = Link }]));
        yield return ("a part twice", RawZip.Of([.. parts, parts.Single(p => p.Name == Sheet)]));
        yield return ("deep XML", With(parts, "xl/workbook.xml", "</sheets>", Nested(100_000) + "</sheets>"));
        yield return ("merged over the whole sheet", With(parts, Sheet, SheetEnd, SheetEnd + "<mergeCells count=\"1\"><mergeCell ref=\"A3:XFC1048575\"/></mergeCells>"));
        yield return ("a link over the whole sheet", With(parts, Sheet, SheetEnd, SheetEnd + "<hyperlinks><hyperlink ref=\"A3:XFC1048575\" location=\"A1\"/></hyperlinks>"));
        yield return ("an array formula over the whole sheet", With(parts, Sheet, SheetEnd, "<row r=\"3\"><c r=\"A3\"><f t=\"array\" ref=\"A3:XFC1048575\">1</f><v>1</v></c></row>" + SheetEnd));
        yield return ("a cell at the sheet's end", With(parts, Sheet, SheetEnd, "<row r=\"1048575\"><c r=\"XFC1048575\"><v>1</v></c></row>" + SheetEnd));
        yield return ("not XML", With(parts, Sheet, "<sheetData>", "<sheetData><<<"));
    }

    /// <summary>Check 32: each part with a DTD that asks for a file and an address.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Entities(byte[] good, string file, string address)
    {
        var parts = RawZip.Read(good);
        string[] declarations = [
            $"<!DOCTYPE x [<!ENTITY canary SYSTEM \"file://{file}\">]>",
            $"<!DOCTYPE x [<!ENTITY canary SYSTEM \"{address}entity\">]>",
            $"<!DOCTYPE x [<!ENTITY % canaries SYSTEM \"{address}parameter\"> %canaries; <!ENTITY canary \"x\">]>",
            $"<!DOCTYPE x SYSTEM \"{address}subset\">"];
        foreach (var name in XmlParts)
        {
            for (var i = 0; i < declarations.Length; i++)
            {
                yield return ($"DTD {i} in {name}", Rewrite(parts, name, text => Declare(text, declarations[i])));
            }
        }

        var declared = Encoding.UTF8.GetString(Rewritten(parts, Sheet, text => Declare(text, declarations[0])).Content);
        byte[] wide = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(declared.Replace("utf-8", "utf-16", StringComparison.OrdinalIgnoreCase))];
        var others = parts.Where(p => p.Name != Sheet).ToList();
        yield return ("DTD in UTF-16", RawZip.Of([.. others, new RawEntry(Sheet, wide)]));
        yield return ("DTD behind blanks", RawZip.Of([.. others, new RawEntry(Sheet, Encoding.UTF8.GetBytes(" \n" + declared[(declared.IndexOf("?>", StringComparison.Ordinal) + 2)..]))]));
        yield return ("DTD in a part no directory names", RawZip.Of([new RawEntry(Sheet, Encoding.UTF8.GetBytes(declared)) { Listed = false }, .. others]));
        yield return ("DTD in a part of another name", RawZip.Of([.. others.Select(p => p with { Content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(p.Content).Replace("sheet1.xml", "sheet1.png", StringComparison.Ordinal)) }),
            new RawEntry("xl/worksheets/sheet1.png", Encoding.UTF8.GetBytes(declared))]));
    }

    public static byte[] With(IReadOnlyList<RawEntry> parts, string name, string was, string now) => Rewrite(parts, name, text => text.Replace(was, now, StringComparison.Ordinal));

    private static byte[] Rewrite(IReadOnlyList<RawEntry> parts, string name, Func<string, string> change) =>
        RawZip.Of([.. parts.Where(p => p.Name != name), Rewritten(parts, name, change)]);

    private static RawEntry Rewritten(IReadOnlyList<RawEntry> parts, string name, Func<string, string> change)
    {
        var was = Encoding.UTF8.GetString(parts.Single(p => p.Name == name).Content);
        var now = change(was);
        Assert.NotEqual(was, now);
        return new RawEntry(name, Encoding.UTF8.GetBytes(now));
    }

    private static string Declare(string xml, string declaration)
    {
        var at = xml.StartsWith("<?", StringComparison.Ordinal) || xml.StartsWith("\uFEFF<?", StringComparison.Ordinal) ? xml.IndexOf("?>", StringComparison.Ordinal) + 2 : 0;
        return xml[..at] + declaration + xml[at..].Replace(Marker, "&canary;", StringComparison.Ordinal);
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth));
}
