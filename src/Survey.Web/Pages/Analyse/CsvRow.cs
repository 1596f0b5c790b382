using System.Globalization;
using CsvHelper;

namespace Survey.Web.Pages.Analyse;

/// <summary>One line of the analyst's CSV files: numbers with a decimal point, words that no spreadsheet runs as a formula.</summary>
internal static class CsvRow
{
    public static async Task WriteRowAsync(this CsvWriter csv, IEnumerable<object?> cells, CancellationToken cancellationToken)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell switch
            {
                null => "",
                bool flag => flag ? "yes" : "no",
                string text => CellText.Neutral(text),
                double bound => Math.Round(bound, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                _ => CellText.Neutral(cell.ToString()),
            });
        }

        await csv.EndRecordAsync(cancellationToken);
    }
}
