using CsCheck;
using OfficeOpenXml;
using Survey.Core.Questionnaires;
using Survey.Core.Tests.Questionnaires;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;
using Survey.Web.Data.Import.Foreign.Conditions;
using Survey.Web.Data.Import.Foreign.XlsForm;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Out as an XLSForm and in again: the same questionnaire, byte for byte.</summary>
public sealed class XlsFormRoundTripTests
{
    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "surveys", "questionnaires"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Write_OfAShippedQuestionnaire_ReadsBackTheSame(string name) => await AssertSameAsync(await ReadShippedAsync(name));

    [Fact]
    public void Write_OfAnyQuestionnaire_ReadsBackTheSame() => QuestionnaireGenerator.Questionnaires.Sample(
        q => Assert.Equal(QuestionnaireJson.Write(q), Again(XlsFormWriter.Write(q))),
        iter: 50);

    [Fact]
    public void Conditions_OfAnyQuestionnaire_MeanTheSameToOtherPrograms() => QuestionnaireGenerator.Questionnaires.Sample(
        q =>
        {
            var variables = q.Items.ToDictionary(i => i.Code, ForeignVariable.Of);
            foreach (var condition in q.Items.Select(i => i.ShowIf).Concat(q.Sections.Select(s => s.ShowIf)).OfType<Condition>())
            {
                var text = XPathWriter.Of(condition, c => q.FindItem(c) is MultipleChoiceItem);
                var (node, problem) = XPathGrammar.Read(text);
                Assert.True(problem is null, text);
                var again = new ConditionConverter(variables).Convert(XPathCondition.Of(node!));
                ConditionMeaning.AssertSame(condition, again, q);
            }
        },
        iter: 50);

    [Fact]
    public async Task Write_WithOtherWordingAndOrderOfTranslations_KeepsColumnsAndCodes()
    {
        var before = await ReadShippedAsync("sipas_short");
        var json = QuestionnaireJson.Write(before);
        var languages = before.Languages;
        var after = before with { Title = LocalizedText.Of(languages[0], "Lời khác hẳn"), Languages = [languages[0], .. languages.Skip(1).Reverse()] };
        Assert.NotEqual(json, QuestionnaireJson.Write(after));
        Assert.Equal(Shape(XlsFormWriter.Write(before)), Shape(XlsFormWriter.Write(after)));
    }

    [Fact]
    public async Task Write_OfTextsLikeFormulas_GuardsThemAndReadsThemBack()
    {
        var q = await ReadShippedAsync("sipas_short");
        var item = q.Sections[0].Items[0] with { Text = LocalizedText.Of("vi", "=HYPERLINK(\"x\")") };
        q = q with { Sections = [q.Sections[0] with { Items = [item, .. q.Sections[0].Items.Skip(1)] }, .. q.Sections.Skip(1)] };
        var bytes = XlsFormWriter.Write(q);
        using (var package = new ExcelPackage(new MemoryStream(bytes)))
        {
            Assert.DoesNotContain(package.Workbook.Worksheets.SelectMany(s => s.Cells), c => c.Text.StartsWith('=') || !string.IsNullOrEmpty(c.Formula));
        }

        Assert.Equal(QuestionnaireJson.Write(q), Again(bytes));
    }

    [Fact]
    public async Task Read_WithAnEditedCondition_TakesTheEditedOne()
    {
        var q = await ReadShippedAsync("sipas_short");
        var earlier = q.Items.OfType<ScaleItem>().First();
        var later = q.Items.SkipWhile(i => i != earlier).Skip(1).First();
        var odd = new AnyCondition([new IsCondition(earlier.Code, [earlier.Scale.Points[0].Code]), new IsCondition(earlier.Code, [earlier.Scale.Points[1].Code])]);
        q = q with { Sections = [.. q.Sections.Select(s => s with { Items = [.. s.Items.Select(i => i == later ? i with { ShowIf = odd } : i)] })] };
        var edited = Edit(XlsFormWriter.Write(q), "survey", later.Code, "relevant", $"${{{earlier.Code}}} != ''");
        var read = await FormFile.ReadAsync(edited);
        Assert.Equal($"answered {earlier.Code}", ConditionConverterTests.Shown(read.Questionnaire!.FindItem(later.Code)!.ShowIf!));
    }

    private static byte[] Edit(byte[] content, string sheet, string name, string column, string text)
    {
        using var package = new ExcelPackage(new MemoryStream(content));
        var cells = package.Workbook.Worksheets[sheet].Cells;
        var row = cells.First(c => c.Start.Column == 2 && c.Text == name).Start.Row;
        var at = cells.First(c => c.Start.Row == 1 && c.Text == column).Start.Column;
        package.Workbook.Worksheets[sheet].Cells[row, at].Value = text;
        return package.GetAsByteArray();
    }

    private static async Task AssertSameAsync(Questionnaire q)
    {
        var reading = await FormFile.ReadAsync(XlsFormWriter.Write(q));
        Assert.True(reading.Questionnaire is not null, $"{reading.RefusedPlace} {reading.Refusal}");
        Assert.Equal(QuestionnaireJson.Write(q), QuestionnaireJson.Write(reading.Questionnaire!));
        Assert.DoesNotContain(reading.Report.Entries, e => e.Outcome != LossOutcome.Kept);
    }

    private static string Again(byte[] content)
    {
        var reading = XlsFormReader.Read(new ImportFile("a.xlsx", content), CancellationToken.None);
        Assert.True(reading.Questionnaire is not null, reading.Refusal);
        return QuestionnaireJson.Write(reading.Questionnaire!);
    }

    // Headings of every sheet and the names of every row, in order.
    private static string Shape(byte[] content)
    {
        using var package = new ExcelPackage(new MemoryStream(content));
        return string.Join('\n', package.Workbook.Worksheets.Select(s => s.Name + ": " + string.Join('|', s.Cells.Where(c => c.Start.Row == 1 || c.Start.Column <= 2).Select(c => c.Address + "=" + c.Text)
            .Where(t => s.Name != "settings" || !t.StartsWith("A2", StringComparison.Ordinal)))));
    }

    private static async Task<Questionnaire> ReadShippedAsync(string name) =>
        QuestionnaireJson.Read(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "surveys", "questionnaires", name + ".json"), TestContext.Current.CancellationToken)).Questionnaire!;
}
