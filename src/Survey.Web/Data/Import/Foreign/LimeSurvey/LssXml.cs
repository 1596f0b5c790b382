using System.Text;
using System.Xml;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>Reads the XML of a structure file into tables: no DTD, nothing fetched, bounded in characters, depth and rows.</summary>
internal sealed class LssXml(CancellationToken cancellationToken)
{
    private const int MostCharacters = 16 * 1024 * 1024;
    private const int MostDepth = 32;
    private const int MostRows = 40_000;

    private readonly LssDocument _document = new();
    private readonly StringBuilder _text = new();
    private string _table = "";
    private string _container = "";
    private LssRow? _row;
    private int _rows;
    private int _line;

    public LssDocument Read(ReadOnlyMemory<byte> content)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var stream = new MemoryStream(Readable(content.Span), writable: false);
            using var reader = XmlReader.Create(stream, settings);
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Take(reader);
            }
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException)
        {
            throw Broken(e as XmlException);
        }

        return _document;
    }

    private void Take(XmlReader reader)
    {
        _line = ((IXmlLineInfo)reader).LineNumber;
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                Open(reader);
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                _text.Append(reader.Value);
                break;
            case XmlNodeType.EndElement:
                Close(reader.Depth, reader.LocalName);
                break;
        }
    }

    private void Open(XmlReader reader)
    {
        var (depth, name, empty) = (reader.Depth, reader.LocalName, reader.IsEmptyElement);
        Bound(depth, name);
        if (depth == 1)
        {
            OpenTable(name);
        }
        else if (depth == 2)
        {
            _container = name;
        }
        else if (depth == 3 && name == "row" && _container == "rows")
        {
            OpenRow();
        }

        if (depth <= 4)
        {
            _text.Clear();
        }

        if (empty)
        {
            Close(depth, name);
        }
    }

    private void Bound(int depth, string name)
    {
        if (depth > MostDepth)
        {
            throw Refused(new($"XML lồng quá {MostDepth} bậc.", $"The XML is nested deeper than {MostDepth} levels."));
        }

        if (depth == 0 && name != "document")
        {
            throw Refused(new("Không phải tệp cấu trúc của LimeSurvey: phần tử gốc không phải là “document”.", "This is no LimeSurvey structure file: its root element is not 'document'."));
        }
    }

    private void OpenTable(string name)
    {
        _table = name;
        _document.Lines.TryAdd(name, _line);
        if (name is not ("LimeSurveyDocType" or "DBVersion" or "languages"))
        {
            _document.Tables.TryAdd(name, []);
        }
    }

    private void OpenRow()
    {
        if (++_rows > MostRows)
        {
            throw Refused(new($"Tệp có hơn {MostRows} dòng dữ liệu.", $"The file has more than {MostRows} rows."));
        }

        _row = new LssRow(_table, _line);
        if (_document.Tables.TryGetValue(_table, out var rows))
        {
            rows.Add(_row);
        }
    }

    private void Close(int depth, string name)
    {
        if (depth == 4)
        {
            _row?.Add(name, _text.ToString());
        }
        else if (depth == 3)
        {
            _row = null;
        }
        else if (depth == 2 && _table == "languages")
        {
            _document.Languages.Add((_text.ToString().Trim(), _line));
        }
        else if (depth == 1)
        {
            _document.Kind = name == "LimeSurveyDocType" ? _text.ToString().Trim() : _document.Kind;
            _document.Version = name == "DBVersion" ? _text.ToString().Trim() : _document.Version;
        }

        if (depth <= 4)
        {
            _text.Clear();
        }
    }

    // Control characters that XML forbids got into such files by pasting from a word processor; blank lines before the declaration by editing.
    private static byte[] Readable(ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        if (bytes is [0xFE or 0xFF, ..] || bytes.AsSpan(0, Math.Min(bytes.Length, 200)).Contains((byte)0))
        {
            return bytes;
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x20 && bytes[i] is not (0x09 or 0x0A or 0x0D))
            {
                bytes[i] = 0x20;
            }
        }

        var start = bytes.AsSpan().IndexOf((byte)'<');
        return start > 0 && bytes.AsSpan(0, start).IndexOfAnyExcept(" \t\r\n"u8) < 0 ? bytes[start..] : bytes;
    }

    private RefusedFileException Refused(Sentence reason) => new($"line {_line}", reason);

    private static RefusedFileException Broken(XmlException? e) => new(
        e is { LineNumber: > 0 } ? $"line {e.LineNumber}" : "",
        e?.Message.Contains("DTD", StringComparison.Ordinal) == true
            ? new("Tệp XML có DTD; vì an toàn, tệp như vậy không được đọc.", "The XML has a DTD; for safety such files are not read.")
            : new("Tệp XML bị hỏng hoặc bị cắt cụt ở chỗ này.", "The XML is broken or cut off at this place."));
}
