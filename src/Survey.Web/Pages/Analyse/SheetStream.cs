using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Survey.Web.Pages.Analyse;

/// <summary>How a cell of a streamed sheet looks. The order is that of the cell formats in the file.</summary>
internal enum SheetStyle
{
    Text,
    Head,
    Index,
    Count,
    Title,
}

/// <summary>
/// A workbook of one sheet that is written row by row and never held: a library's model of a hundred thousand cells takes
/// hundreds of megabytes. Text is written in place and goes through <see cref="CellText"/>; what is absent is an empty cell.
/// </summary>
internal sealed class SheetStream : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";

    private readonly ZipArchive _zip;
    private readonly XmlWriter _sheet;
    private int _row;
    private int _column;

    /// <param name="output">Where to; it stays open.</param>
    /// <param name="name">The sheet's name.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    /// <param name="frozen">Rows and columns that stay in sight.</param>
    public SheetStream(Stream output, string name, IReadOnlyList<double> widths, (int Rows, int Columns) frozen)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Add("[Content_Types].xml", $"""<Types xmlns="{Packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""");
        Add("_rels/.rels", $"""<Relationships xmlns="{Packages}/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Add("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{Packages}/relationships"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        Add("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="{System.Security.SecurityElement.Escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Add("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><fonts count="3"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font><font><b/><sz val="14"/><color rgb="FF0B4A46"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4EEEC"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="2" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf fontId="2" applyFont="1"/></cellXfs></styleSheet>""");
        _sheet = XmlWriter.Create(_zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new XmlWriterSettings { CloseOutput = true });
        Begin(widths, frozen);
    }

    public void StartRow()
    {
        if (_row > 0)
        {
            _sheet.WriteEndElement();
        }

        _column = 0;
        _sheet.WriteStartElement("row", Main);
        _sheet.WriteAttributeString("r", (++_row).ToString(CultureInfo.InvariantCulture));
    }

    public void Text(string? text, SheetStyle style = SheetStyle.Text)
    {
        if (string.IsNullOrEmpty(text) && style == SheetStyle.Text)
        {
            _column++;
            return;
        }

        Start(style, "inlineStr");
        _sheet.WriteStartElement("is", Main);
        _sheet.WriteElementString("t", Main, CellText.Neutral(text));
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    /// <summary>A number, or an empty cell: never 0 for what is absent.</summary>
    public void Number(decimal? value, SheetStyle style)
    {
        if (value is not { } number)
        {
            _column++;
            return;
        }

        Start(style, "n");
        _sheet.WriteElementString("v", Main, number.ToString(CultureInfo.InvariantCulture));
        _sheet.WriteEndElement();
    }

    public void Dispose()
    {
        _sheet.WriteEndDocument();
        _sheet.Dispose();
        _zip.Dispose();
    }

    private void Begin(IReadOnlyList<double> widths, (int Rows, int Columns) frozen)
    {
        _sheet.WriteStartElement("worksheet", Main);
        _sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture,
            $"""<sheetViews><sheetView workbookViewId="0"><pane xSplit="{frozen.Columns}" ySplit="{frozen.Rows}" topLeftCell="{Name(frozen.Columns)}{frozen.Rows + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>"""));
        _sheet.WriteStartElement("cols", Main);
        for (var i = 0; i < widths.Count; i++)
        {
            _sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{widths[i]}" customWidth="1"/>"""));
        }

        _sheet.WriteEndElement();
        _sheet.WriteStartElement("sheetData", Main);
    }

    private void Start(SheetStyle style, string type)
    {
        _sheet.WriteStartElement("c", Main);
        _sheet.WriteAttributeString("r", string.Create(CultureInfo.InvariantCulture, $"{Name(_column++)}{_row}"));
        _sheet.WriteAttributeString("s", ((int)style).ToString(CultureInfo.InvariantCulture));
        _sheet.WriteAttributeString("t", type);
    }

    private static string Name(int column) => (column < 26 ? "" : Name((column / 26) - 1)) + (char)('A' + (column % 26));

    private void Add(string path, string xml)
    {
        using var entry = _zip.CreateEntry(path, CompressionLevel.Fastest).Open();
        entry.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml));
    }
}
