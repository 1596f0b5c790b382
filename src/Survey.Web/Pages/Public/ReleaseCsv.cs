using System.Globalization;
using CsvHelper;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Pages.Public;

/// <summary>A release as a table: one line a figure, each with its method and base, UTF-8 with a byte order mark for Excel.</summary>
public static class ReleaseCsv
{
    private static readonly string[] Columns =
    [
        "unit", "unit_name", "period", "first_day", "last_day", "kind", "code", "name", "name_en", "value", "low", "high", "base",
        "index", "method", "method_version", "questionnaire", "questionnaire_versions", "sampling", "describes", "synthetic", "released_at",
    ];

    public static async Task<byte[]> WriteAsync(ReleaseDocument release, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        await using (var csv = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            foreach (var column in Columns)
            {
                csv.WriteField(column);
            }

            await csv.EndRecordAsync(cancellationToken);
            foreach (var (kind, row) in Rows(release))
            {
                foreach (var field in Fields(release, kind, row))
                {
                    csv.WriteField(field);
                }

                await csv.EndRecordAsync(cancellationToken);
            }

            await csv.FlushAsync(cancellationToken);
        }

        return output.ToArray();
    }

    private static IEnumerable<(string Kind, ReleasedRow Row)> Rows(ReleaseDocument release) =>
    [
        ("overall", new ReleasedRow { Code = release.Index.Code, Name = release.Index.Title, NameEn = release.Index.TitleEn, Figure = release.Overall }),
        .. release.Dimensions.Select(d => ("dimension", d)),
        .. release.Units.Select(u => ("unit", u)),
        .. release.Points.Select(p => ("point", p)),
    ];

    // Numbers stand as numbers, also those below 0; every text is made harmless.
    private static IEnumerable<string> Fields(ReleaseDocument release, string kind, ReleasedRow row)
    {
        var (period, index) = (release.Period, release.Index);
        return
        [
            CellText.Neutral(release.Unit.Code), CellText.Neutral(release.Unit.Name), CellText.Neutral(period.Code), Day(period.First), Day(period.Last),
            kind, CellText.Neutral(row.Code), CellText.Neutral(row.Name), CellText.Neutral(row.NameEn),
            Number(row.Figure?.Value), Number(row.Figure?.Low), Number(row.Figure?.High), Number(row.Figure?.Base),
            CellText.Neutral(index.Code), index.Method, Number(index.MethodVersion), CellText.Neutral(release.Questionnaire.Code),
            string.Join(' ', release.Questionnaire.Versions.Select(v => Number(v))), string.Join(' ', release.Sampling), release.Describes,
            release.Synthetic ? "yes" : "no", release.ReleasedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
