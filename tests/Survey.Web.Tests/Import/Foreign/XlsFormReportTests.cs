using OfficeOpenXml;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Nothing of a form vanishes silently, and no form, however broken, makes an exception.</summary>
public sealed class XlsFormReportTests
{
    private static readonly string[] Wordings = ["type", "name", "label", "hint"];

    private static readonly string[] Odd =
    [
        "", "x", "${a}", "${", "${polite} = 1 and", "begin group", "end group", "begin repeat", "end_repeat", "select_one", "select_one agree or_other", "select_multiple province",
        "text", "integer", "range", "note", "likert", "true()", "𠮷", "\u202Ex", "((((((((((", "start=1;end=0;step=0", ". >= 99999999999999999999", ". <= -5", "99999999999999999999999999999999",
        "-99", "label", "<b><i>", "**", "&#x0;&#xFFFE;", new('x', 3_000), "=1+1", "yes", "not(not(not(${age} > 1)))", "a-b/c", "name", "type", "vi", "label::??",
    ];

    public static TheoryData<string> Forms => [.. WholeForms.All.Keys];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Read_OfAWholeForm_SaysOfEveryCellWhatBecameOfIt(string name)
    {
        var form = WholeForms.All[name];
        var reading = await form.ReadAsync();
        Assert.True(reading.Questionnaire is not null, reading.Refusal);
        var json = QuestionnaireJson.Write(reading.Questionnaire!);
        var headings = form.Cells.Where(c => c.Row == 1).ToDictionary(c => (c.Sheet, c.Column), c => c.Text.Replace("list name", "list_name", StringComparison.Ordinal).Split(':')[0].Trim());
        foreach (var cell in form.Cells.Where(c => c.Row > 1 && c.Sheet != "external_choices"))
        {
            var about = reading.Report.Entries.Where(e => Covers(e.Place, cell.Sheet, cell.Row, cell.Column)).ToList();
            var row = reading.Report.Entries.Where(e => cell.Sheet == "survey" && Covers(e.Place, "survey", cell.Row, 1) && !e.Place.Contains("A1:", StringComparison.Ordinal)).ToList();
            var heading = headings[(cell.Sheet, cell.Column)];
            Assert.True(about.Count > 0 || (Wordings.Contains(heading) && row.Count > 0), $"{cell.Sheet}!{ExcelCellBase.GetAddress(cell.Row, cell.Column)} {cell.Text}");
            // A wording that is neither changed nor left out stands in the questionnaire.
            if (heading is "label" or "hint" && about.Concat(row).All(e => e.Outcome == LossOutcome.Kept))
            {
                Assert.Contains(cell.Text, json, StringComparison.Ordinal);
            }
        }

        Assert.All(reading.Report.Entries, e => Assert.Equal(e.Outcome == LossOutcome.Kept, e.Why.Length == 0 && e.WhyVi.Length == 0));
        Assert.All(reading.Report.Entries, e => Assert.True(e.Outcome != LossOutcome.LeftOut || e.Target is null));
    }

    [Fact]
    public async Task Read_OfTheKoboForm_MakesWhatItMeans()
    {
        var q = await WholeForms.All["kobo"].MadeAsync();
        Assert.Equal("khao_sat_2026 vi en", $"{q.Code} {string.Join(' ', q.Languages)}");
        Assert.Equal(
            "age=number 18..120 0; sex=single; province=single; commune=single; polite=scale; quick=scale; clear=scale; why=long 4000; wishes=multiple; wishes_other=short 500; score=number 0..10 0; hours=number 0..1000000 2; ok=multiple",
            string.Join("; ", q.Items.Select(i => $"{i.Code}={XlsFormReaderTests.KindOf(i)}")));
        Assert.Equal("polite is 1 | quick is 1|2", string.Join(" | ", ((AnyCondition)q.FindItem("why")!.ShowIf!).Parts.Select(ConditionConverterTests.Shown)));
        Assert.Equal("99", q.Scales.Single().NotApplicable!.Code);
        Assert.Equal(("Kính chào ông/bà!", "Xin cảm ơn!"), (q.Sections[0].Text!.In("vi"), q.Thanks!.In("vi")));
    }

    [Fact]
    public async Task Read_OfTheTables_MakesScalesAndLeavesGridsOut()
    {
        var q = await WholeForms.All["table"].MadeAsync();
        Assert.Equal("one=scale two=scale three=scale", string.Join(' ', q.Items.Select(i => $"{i.Code}={XlsFormReaderTests.KindOf(i)}")));
        Assert.Equal("Ông, bà thấy thế nào?", q.Sections[0].Text!.ToString());
    }

    [Fact]
    public async Task Read_OfFormsWithAnyCellsExchanged_NeverFails()
    {
        var random = new Random(26);
        for (var i = 0; i < 80; i++)
        {
            var form = WholeForms.All.Values.ElementAt(i % WholeForms.All.Count);
            var bytes = form.ToBytes(p =>
            {
                for (var n = random.Next(1, 12); n > 0; n--)
                {
                    var sheet = p.Workbook.Worksheets[random.Next(2)];
                    sheet.Cells[random.Next(1, sheet.Dimension.End.Row + 1), random.Next(1, sheet.Dimension.End.Column + 1)].Value = Odd[random.Next(Odd.Length)];
                }
            });
            await AssertAnsweredAsync(bytes);
        }
    }

    [Fact]
    public async Task Read_OfBrokenBytes_NeverFails()
    {
        var random = new Random(27);
        var good = WholeForms.All["odk"].ToBytes();
        for (var i = 0; i < 80; i++)
        {
            var bytes = i % 2 == 0 ? good[..random.Next(good.Length)] : [.. good];
            for (var n = 0; n < i % 7 && bytes.Length > 0; n++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            await AssertAnsweredAsync(bytes);
        }
    }

    [Fact]
    public async Task Read_OfTenThousandRowsOfChoices_AnswersInTime()
    {
        var reading = await FormFile.Of("type|name|label\nselect_one town|t|Xã\ntext|a|A").With("choices", "list_name|name|label\n" + string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"town|t{i}|Xã {i}"))).ReadAsync();
        Assert.True(reading.Questionnaire is not null, reading.Refusal);
        Assert.Equal("short 500", XlsFormReaderTests.KindOf(reading.Questionnaire!.FindItem("t")));
    }

    private static async Task AssertAnsweredAsync(byte[] bytes)
    {
        var reading = await QuestionnaireImport.ReadAsync(new ImportFile("a.xlsx", bytes), TestContext.Current.CancellationToken);
        Assert.True(reading.Questionnaire is not null || (reading.Refusal.Length > 10 && reading.RefusalVi.Length > 10));
        Assert.DoesNotContain("broken inside", reading.Questionnaire is null && bytes.AsSpan().StartsWith("PK"u8) && reading.Report.Entries.Count > 0 ? reading.Refusal : "", StringComparison.Ordinal);
        Assert.All(reading.Report.Entries, e => Assert.NotEmpty(e.Place));
    }

    private static bool Covers(string place, string sheet, int row, int column)
    {
        var parts = place.Split('!');
        if (parts.Length != 2 || parts[0] != sheet)
        {
            return false;
        }

        var range = new ExcelAddressBase(parts[1]);
        return row >= range.Start.Row && row <= range.End.Row && column >= range.Start.Column && column <= range.End.Column;
    }
}
