using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Nothing of a sample vanishes silently: its elements and texts are found again by walking the file independently of the readers.</summary>
public sealed class EveryElementTests
{
    // Texts of these tables are looked up by their words, not by their row.
    private static readonly string[] Wordings = ["group_l10ns", "question_l10ns", "answer_l10ns"];

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void Read_OfASample_MakesADraftThatTheFormatTakes(string name)
    {
        var reading = ForeignSamples.Read(name);

        Assert.Equal("", reading.Refusal);
        var written = QuestionnaireJson.Write(reading.Questionnaire!);
        var read = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(written));
        Assert.Empty(read.Problems);
        Assert.Equal(written, QuestionnaireJson.Write(read.Questionnaire!));
    }

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void Read_OfASample_SaysWhyInBothLanguagesWhereSomethingChanged(string name)
    {
        Assert.All(ForeignSamples.Read(name).Report.Entries, e =>
        {
            Assert.Equal(e.Why.Length == 0, e.WhyVi.Length == 0);
            Assert.True(e.Outcome == LossOutcome.Kept || e.Why.Length > 0, $"{e.Place}: {e.Element}");
            Assert.True(e.Outcome != LossOutcome.LeftOut || e.Target is null, e.Place);
            Assert.True(e.Outcome == LossOutcome.LeftOut || e.Target is not null || e.Element == "indices", $"{e.Place}: {e.Element}");
        });
    }

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void Read_OfASample_NamesTargetsThatAreInTheDraft(string name)
    {
        var reading = ForeignSamples.Read(name);
        var questionnaire = reading.Questionnaire!;
        var codes = questionnaire.Items.Select(i => i.Code).ToHashSet();

        // Every item comes from some element.
        var targets = reading.Report.Entries.Select(e => e.Target).ToHashSet();
        Assert.All(codes, c => Assert.Contains(c, targets));
        Assert.All(questionnaire.Sections.Where(s => s.Title is not null), s => Assert.Contains(s.Code, targets));
    }

    [Theory]
    [InlineData("every_type.lss")]
    [InlineData("older_layout.lss")]
    public void ReadLss_HasAnEntryForEveryRow(string name)
    {
        var report = ForeignSamples.Read(name).Report;
        var document = XDocument.Load(new MemoryStream(ForeignSamples.Bytes(name)), LoadOptions.SetLineInfo);
        var seen = new HashSet<string>();
        foreach (var row in document.Root!.Elements().Where(t => !Wordings.Contains(t.Name.LocalName)).SelectMany(t => t.Elements("rows").Elements("row")))
        {
            var table = row.Parent!.Parent!.Name.LocalName;
            // The older layout repeats a row in each language; the settings of a question that were left as they come share an entry.
            var first = seen.Add($"{table} {row.Element("qid")?.Value ?? row.Element("gid")?.Value} {row.Element("code")?.Value} {row.Element("scale_id")?.Value} {row.Element("attribute")?.Value} {row.Element("cid")?.Value} {row.Element("surveyls_language")?.Value}");
            var line = ((IXmlLineInfo)row).LineNumber;
            var named = table == "question_attributes" && report.Entries.Any(e => e.Element.Contains("left as they come", StringComparison.Ordinal) && e.Why.Contains(row.Element("attribute")!.Value, StringComparison.Ordinal));
            Assert.True(!first || named || report.Entries.Any(e => e.Place.StartsWith($"line {line},", StringComparison.Ordinal)), $"{table}, line {line}");
        }

        Assert.True(seen.Count > 30);
    }

    [Theory]
    [InlineData("every_type.lss")]
    [InlineData("older_layout.lss")]
    public void ReadLss_KeepsEveryWordingOrSaysWhatBecameOfIt(string name)
    {
        var reading = ForeignSamples.Read(name);
        var draft = QuestionnaireJson.Write(reading.Questionnaire!);
        var document = XDocument.Load(new MemoryStream(ForeignSamples.Bytes(name)));
        var names = new[] { "question", "help", "answer", "group_name", "description", "surveyls_title", "surveyls_welcometext", "surveyls_endtext" };
        var gone = LeftOutQuestions(reading.Report);
        foreach (var text in document.Descendants().Where(e => names.Contains(e.Name.LocalName) && e.Value.Length > 0 && !e.Value.Contains('{', StringComparison.Ordinal)))
        {
            var words = Wording.Clean(text.Value, new LossNote("", ""));
            var owner = Owner(document, text);
            Assert.True(draft.Contains(words, StringComparison.Ordinal) || gone.Contains(owner) || IsHalf(reading.Report, text.Parent!), $"{owner}: {words}");
        }
    }

    [Theory]
    [InlineData("every_type.json")]
    [InlineData("conditions.json")]
    [InlineData("early_version.json")]
    [InlineData("many_pages.json")]
    public void ReadSurveyJs_HasAnEntryForEveryElement(string name)
    {
        var report = ForeignSamples.Read(name).Report;
        using var document = JsonDocument.Parse(ForeignSamples.Bytes(name), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var places = report.Entries.Select(e => e.Place).ToHashSet();
        var leftOut = report.Entries.Where(e => e.Outcome == LossOutcome.LeftOut).Select(e => e.Place).ToList();
        var count = 0;
        foreach (var (path, element) in Walk(document.RootElement, ""))
        {
            var list = path.EndsWith(']') ? path[(path.LastIndexOf('.') + 1)..path.LastIndexOf('[')] : "";
            var isElement = list is "pages" or "elements" or "questions" or "choices" or "rows" or "columns" or "items" or "rateValues" or "validators" || path.EndsWith("visibleIf", StringComparison.Ordinal);
            count += isElement ? 1 : 0;
            Assert.True(!isElement || places.Contains(path) || leftOut.Exists(p => path.StartsWith(p, StringComparison.Ordinal)), path);
            _ = element;
        }

        Assert.True(count > 5);
    }

    [Theory]
    [InlineData("every_type.json")]
    [InlineData("conditions.json")]
    [InlineData("early_version.json")]
    public void ReadSurveyJs_KeepsEveryTextOrSaysWhatBecameOfIt(string name)
    {
        var reading = ForeignSamples.Read(name);
        var draft = QuestionnaireJson.Write(reading.Questionnaire!);
        using var document = JsonDocument.Parse(ForeignSamples.Bytes(name), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var told = reading.Report.Entries.Where(e => e.Outcome != LossOutcome.Kept || e.Target is not null).ToDictionary(e => e.Place + "\0" + e.Element, e => e);
        foreach (var (path, element) in Walk(document.RootElement, "").Where(p => p.Element.ValueKind == JsonValueKind.String))
        {
            var words = Wording.Clean(element.GetString(), new LossNote("", "")).Split('|')[^1].Trim('…', '?', ' ', ',');
            var owned = told.Values.Any(e => e.Outcome == LossOutcome.LeftOut && path.StartsWith(e.Place, StringComparison.Ordinal) && e.Place.Length > 0) || told.Values.Any(e => e.Place == path);
            // What is no wording must at least be known by its name.
            var isSetting = path[(path.LastIndexOf('.') + 1)..] is "type" or "name" or "value" or "locale" or "inputType" or "choicesFromQuestion" or "rateType" or "cellType" or "valueTrue" or "valueFalse" or "max";
            Assert.True(isSetting || owned || draft.Contains(words, StringComparison.Ordinal), $"{path}: {words}");
        }
    }

    // A wording that lacks its other half in a language is left out with a reason.
    private static bool IsHalf(LossReport report, XElement row) =>
        report.Entries.Any(e => e.Why.Contains($"The wording in '{row.Element("language")?.Value[..2]}' was left out", StringComparison.Ordinal));

    private static HashSet<string> LeftOutQuestions(LossReport report) =>
        [.. report.Entries.Where(e => e.Outcome == LossOutcome.LeftOut && e.Place.Contains("question ", StringComparison.Ordinal)).Select(e => e.Place.Split("question ")[1])];

    private static string Owner(XDocument document, XElement text)
    {
        var row = text.Parent!;
        if (row.Element("aid") is { } aid && row.Element("qid") is null)
        {
            row = document.Descendants("row").First(r => r.Element("aid")?.Value == aid.Value && r.Element("qid") is not null);
        }

        var id = row.Element("qid")?.Value;
        var question = document.Root!.Elements("questions").Descendants("row").FirstOrDefault(r => r.Element("qid")?.Value == id);
        return question?.Element("title")!.Value ?? "";
    }

    private static IEnumerable<(string Path, JsonElement Element)> Walk(JsonElement element, string path)
    {
        yield return (path, element);
        var children = element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().Select(p => (path.Length == 0 ? p.Name : $"{path}.{p.Name}", p.Value)),
            JsonValueKind.Array => element.EnumerateArray().Select((e, i) => ($"{path}[{i}]", e)),
            _ => [],
        };
        foreach (var (childPath, child) in children)
        {
            foreach (var inner in Walk(child, childPath))
            {
                yield return inner;
            }
        }
    }
}
