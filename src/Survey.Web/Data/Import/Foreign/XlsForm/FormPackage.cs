using System.IO.Compression;
using System.Xml;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Looks into a workbook for a sheet's name without opening it in a library.</summary>
internal static class FormPackage
{
    private const int MaxIndex = 1 << 20;

    public static bool HasSheet(ReadOnlyMemory<byte> content, string name)
    {
        if (!content.Span.StartsWith("PK"u8))
        {
            return false;
        }

        try
        {
            using var archive = new ZipArchive(new MemoryStream(content.ToArray(), writable: false), ZipArchiveMode.Read);
            var index = archive.Entries.Count > ImportLimits.Entries ? null : archive.GetEntry("xl/workbook.xml");
            return index is not null && index.Length <= MaxIndex && SheetsOf(index).Contains(name, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    private static List<string> SheetsOf(ZipArchiveEntry index)
    {
        var names = new List<string>();
        using var stream = index.Open();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxIndex });
        while (names.Count < ImportLimits.Entries && reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "sheet" && reader.GetAttribute("name") is { } name)
            {
                names.Add(name.Trim());
            }
        }

        return names;
    }
}
