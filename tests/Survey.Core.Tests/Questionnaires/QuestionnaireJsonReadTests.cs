using System.Text;
using CsCheck;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires;

public sealed class QuestionnaireJsonReadTests
{
    private const string Item = "$.sections[0].items[0]";
    private const string Single = "$.sections[0].items[1]";
    private const string Multiple = "$.sections[0].items[2]";
    private const string Number = "$.sections[0].items[3]";
    private const string Words = "$.sections[0].items[5]";
    private const string Index = "$.indices[0]";

    [Theory]
    [InlineData("$.format", "2", "$.format", "whole number from 1 to 1")]
    [InlineData("$.format", null, "$", "\"format\" is missing")]
    [InlineData("$.$schema", "1", "$.$schema", "text in quotes")]
    [InlineData("$.colour", "1", "$.colour", "not known here")]
    [InlineData("$.code", "\"Bad Code\"", "$.code", "a-z, 0-9 and _")]
    [InlineData("$.code", "\"\"", "$.code", "a-z, 0-9 and _")]
    [InlineData("$.code", "\"abcdefghijklmnopqrstuvwxyz0123456\"", "$.code", "1 to 32")]
    [InlineData("$.code", "7", "$.code", "found 7")]
    [InlineData("$.languages", "[]", "$.languages", "at least 1")]
    [InlineData("$.title", "\"Chào\"", "$.title", "an object in braces, found text")]
    [InlineData("$.title", "{}", "$.title", "source language, \"vi\"")]
    [InlineData("$.title", "{\"en\": \"Hello\"}", "$.title", "source language, \"vi\"")]
    [InlineData("$.title.km", "\"សួស្តី\"", "$.title.km", "not among the questionnaire's languages")]
    [InlineData("$.title.vi", "\"  \"", "$.title.vi", "empty")]
    [InlineData("$.title.vi", "\"a\\tb\"", "$.title.vi", "control character")]
    [InlineData("$.title.vi", "\"a\\u0085b\"", "$.title.vi", "control character")]
    [InlineData("$.title.vi", "\"Vie\\u0323\\u0302t\"", "$.title.vi", "NFC")]
    [InlineData("$.lead", "null", "$.lead", "found null")]
    [InlineData("$.overall", "\"nobody\"", "$.overall", "no item \"nobody\"")]
    [InlineData("$.overall", "\"sex\"", "$.overall", "not answered on a scale")]
    [InlineData("$.scales[2]", "{\"code\": \"five\", \"points\": [{\"code\": \"a\", \"score\": 1, \"label\": {\"vi\": \"A\"}}, {\"code\": \"b\", \"score\": 2, \"label\": {\"vi\": \"B\"}}]}",
        "$.scales[2].code", "already has the code")]
    [InlineData("$.scales[0].look", "\"stars\"", "$.scales[0].look", "plain, faces")]
    [InlineData("$.scales[1].points", "[{\"code\": \"yes\", \"score\": 1, \"label\": {\"vi\": \"Có\"}}]", "$.scales[1].points", "at least 2")]
    [InlineData("$.scales[0].points[1].code", "\"5\"", "$.scales[0].points[1].code", "already has the code")]
    [InlineData("$.scales[0].points[1].score", "5", "$.scales[0].points[1].score", "already has the score")]
    [InlineData("$.scales[0].points[1].score", "1001", "$.scales[0].points[1].score", "-1000 to 1000")]
    [InlineData("$.scales[0].points[1].score", "1.5", "$.scales[0].points[1].score", "whole number")]
    [InlineData("$.scales[0].notApplicable.code", "\"5\"", "$.scales[0].notApplicable.code", "already has the code")]
    [InlineData("$.sections[1].code", "\"a\"", "$.sections[1].code", "already has the code")]
    [InlineData(Single + ".code", "\"overall\"", Single + ".code", "already has the code")]
    [InlineData("$.sections[1].items[3].code", "\"sex\"", "$.sections[1].items[3].code", "already has the code")]
    [InlineData(Words + ".code", "\"key\"", Words + ".code", "form uses")]
    [InlineData(Words + ".code", "\"wave\"", Words + ".code", "form uses")]
    [InlineData(Words + ".code", "\"lang\"", Words + ".code", "form uses")]
    [InlineData(Words + ".code", "\"service\"", Words + ".code", "form uses")]
    [InlineData(Words + ".code", "\"channel\"", Words + ".code", "form uses")]
    [InlineData(Words + ".code", "\"sent\"", Words + ".code", "form uses")]
    [InlineData(Item + ".kind", "\"stars\"", Item + ".kind", "scale, single")]
    [InlineData(Item + ".kind", null, Item, "\"kind\" is missing")]
    [InlineData(Item + ".required", "\"yes\"", Item + ".required", "true or false")]
    [InlineData(Item + ".scale", "\"nope\"", Item + ".scale", "no scale \"nope\"")]
    [InlineData(Item + ".maxLength", "5", Item + ".maxLength", "not known here")]
    [InlineData(Item + ".text", null, Item, "\"text\" is missing")]
    [InlineData(Single + ".options", "[{\"code\": \"x\", \"label\": {\"vi\": \"X\"}}]", Single + ".options", "at least 2")]
    [InlineData(Single + ".options[1].code", "\"female\"", Single + ".options[1].code", "already has the code")]
    [InlineData(Single + ".options[1].exclusive", "true", Single + ".options[1].exclusive", "not known here")]
    [InlineData(Multiple + ".maxChoices", "0", Multiple + ".maxChoices", "from 1 to 4")]
    [InlineData(Multiple + ".maxChoices", "5", Multiple + ".maxChoices", "from 1 to 4")]
    [InlineData(Number + ".max", "-1", Number + ".max", "below the smallest")]
    [InlineData(Number + ".max", "4.5", Number + ".max", "more decimals")]
    [InlineData(Number + ".min", "0.5", Number + ".min", "more decimals")]
    [InlineData(Number + ".min", "1e400", Number + ".min", "at most four decimals")]
    [InlineData(Number + ".min", "0.00001", Number + ".min", "at most four decimals")]
    [InlineData(Number + ".decimals", "5", Number + ".decimals", "from 0 to 4")]
    [InlineData(Number + ".bands", "[]", Number + ".bands", "at least 1")]
    [InlineData(Number + ".bands[1].upTo", "1", Number + ".bands[1].upTo", "ascend")]
    [InlineData(Number + ".bands[1].upTo", null, Number + ".bands[1]", "\"upTo\" is missing")]
    [InlineData(Number + ".bands[2].upTo", "9", Number + ".bands[2].upTo", "leave its \"upTo\" out")]
    [InlineData(Number + ".bands[1].code", "\"once\"", Number + ".bands[1].code", "already has the code")]
    [InlineData(Words + ".maxLength", "4001", Words + ".maxLength", "from 1 to 4000")]
    [InlineData(Words + ".maxLength", "0", Words + ".maxLength", "from 1 to 4000")]
    [InlineData(Index + ".method", "\"magic\"", Index + ".method", "top_two_box, mean_score")]
    [InlineData(Index + ".factor", "\"median\"", Index + ".factor", "mean_of_items, overall_item")]
    [InlineData(Index + ".dimensions[0].overall", "\"nobody\"", Index + ".dimensions[0].overall", "no item of this dimension")]
    [InlineData(Index + ".dimensions[0].items[0].negative", "[\"5\"]", Index + ".dimensions[0].items[0].negative[0]", "both positive and negative")]
    [InlineData(Index + ".dimensions[0].items[0].negative", "[\"9\"]", Index + ".dimensions[0].items[0].negative[0]", "no point \"9\"")]
    [InlineData(Index + ".dimensions[0].items[0].negative", "[]", Index + ".dimensions[0].items[0].negative", "at least 1")]
    [InlineData(Index + ".rating", "{\"grades\": []}", Index + ".rating", "method points")]
    [InlineData(Index + ".methodVersion", "2", Index + ".methodVersion", "from 1 to 1")]
    [InlineData(Index + ".composite", null, Index, "\"composite\" is missing")]
    [InlineData(Index + ".rollUp", "\"median\"", Index + ".rollUp", "mean_of_units")]
    [InlineData(Index + ".minimumBase", "0", Index + ".minimumBase", "from 1")]
    [InlineData(Index + ".dimensions", "[]", Index + ".dimensions", "at least 1")]
    [InlineData(Index + ".dimensions[1].code", "\"d1\"", Index + ".dimensions[1].code", "already has the code")]
    [InlineData(Index + ".dimensions[0].weight", "0", Index + ".dimensions[0].weight", "above 0")]
    [InlineData(Index + ".dimensions[0].weight", "0.12345", Index + ".dimensions[0].weight", "four decimals")]
    [InlineData(Index + ".dimensions[0].items", "[]", Index + ".dimensions[0].items", "at least 1")]
    [InlineData(Index + ".dimensions[1].items[0].code", "\"nobody\"", Index + ".dimensions[1].items[0].code", "no item")]
    [InlineData(Index + ".dimensions[1].items[0].code", "\"sex\"", Index + ".dimensions[1].items[0].code", "not answered on a scale")]
    [InlineData(Index + ".dimensions[1].items[0].code", "\"overall\"", Index + ".dimensions[1].items[0].code", "already counts")]
    [InlineData(Index + ".dimensions[1].items[1]", "{\"code\": \"deep\"}", Index + ".dimensions[1].items[1].code", "already counts")]
    [InlineData(Index + ".dimensions[0].items[0].positive", "[\"9\"]", Index + ".dimensions[0].items[0].positive[0]", "no point \"9\"")]
    [InlineData(Index + ".dimensions[0].items[0].positive", "[\"na\"]", Index + ".dimensions[0].items[0].positive[0]", "no point \"na\"")]
    [InlineData(Index + ".dimensions[0].items[0].positive", "[\"5\", \"5\"]", Index + ".dimensions[0].items[0].positive[1]", "stands twice")]
    [InlineData(Index + ".dimensions[0].items[0].positive", "[]", Index + ".dimensions[0].items[0].positive", "at least 1")]
    [InlineData(Index + ".dimensions", "[{\"code\": \"d\", \"title\": {\"vi\": \"D\"}, \"weight\": 1, \"items\": [{\"code\": \"overall\"}, {\"code\": \"deep\"}]}]",
        Index + ".dimensions[0].items[1].code", "share lowest and highest score")]
    public void Read_WithOneRuleBroken_NamesThatPlaceAndRule(string place, string? value, string path, string reason)
    {
        AssertOneProblem(SampleQuestionnaire.With(place, value), path, reason);
    }

    [Theory]
    [InlineData("$.languages[1]", "\"vi\"", "$.languages[1]", "stands twice")]
    [InlineData("$.languages[1]", "\"EN\"", "$.languages[1]", "language tag")]
    [InlineData("$.sections[1].items", "[]", "$.sections[1].items", "at least 1")]
    [InlineData("$.sections", "[]", "$.sections", "at least 1")]
    public void Read_WithWhatOthersReferToBroken_NamesItFirst(string place, string value, string path, string reason)
    {
        var first = Problems(SampleQuestionnaire.With(place, value))[0];
        Assert.Equal(path, first.Path);
        Assert.Contains(reason, first.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"item\": \"nobody\", \"answered\": true}", ".item", "earlier items only")]
    [InlineData("{\"item\": \"comment\", \"answered\": true}", ".item", "earlier items only")]
    [InlineData("{\"item\": \"deep\", \"answered\": true}", ".item", "earlier items only")]
    [InlineData("{\"item\": \"word\", \"answered\": true}", ".item", "answered in words")]
    [InlineData("{\"item\": \"trips\", \"is\": [\"1\"]}", ".is", "use \"atLeast\"")]
    [InlineData("{\"item\": \"sex\", \"atLeast\": 1}", ".atLeast", "use \"is\"")]
    [InlineData("{\"item\": \"sex\", \"atMost\": 1}", ".atMost", "use \"is\"")]
    [InlineData("{\"item\": \"sex\", \"is\": [\"other\"]}", ".is[0]", "no answer \"other\"")]
    [InlineData("{\"item\": \"sex\", \"is\": [\"male\", \"male\"]}", ".is[1]", "stands twice")]
    [InlineData("{\"item\": \"sex\", \"is\": []}", ".is", "at least 1")]
    [InlineData("{\"item\": \"sex\"}", "", "exactly one of")]
    [InlineData("{\"item\": \"trips\", \"atLeast\": 1, \"atMost\": 2}", "", "exactly one of")]
    [InlineData("{\"is\": [\"male\"]}", "", "\"item\" is missing")]
    [InlineData("{\"all\": []}", ".all", "at least 1")]
    [InlineData("{\"all\": {}}", ".all", "a list")]
    [InlineData("{\"not\": {\"item\": \"sex\", \"answered\": 1}}", ".not.answered", "true or false")]
    [InlineData("{\"not\": {\"item\": \"sex\", \"answered\": true}, \"item\": \"sex\"}", ".item", "not known here")]
    [InlineData("[]", "", "an object")]
    public void Read_WithUnfitCondition_NamesThePlaceInTheTree(string condition, string path, string reason)
    {
        const string Place = "$.sections[1].items[2].showIf";
        AssertOneProblem(SampleQuestionnaire.With(Place, condition), Place + path, reason);
    }

    [Fact]
    public void Read_WithSectionConditionOnItsOwnItem_Refuses()
    {
        AssertOneProblem(
            SampleQuestionnaire.With("$.sections[1].showIf", "{\"item\": \"access\", \"answered\": true}"),
            "$.sections[1].showIf.item",
            "earlier items only");
    }

    [Fact]
    public void Read_WithConditionOfTwentyLevels_Accepts_AndOfTwentyOneRefuses()
    {
        SampleQuestionnaire.Read(SampleQuestionnaire.With("$.sections[1].showIf", Nested(20)));
        var problem = Assert.Single(Problems(SampleQuestionnaire.With("$.sections[1].showIf", Nested(21))));
        Assert.Contains("at most 20 levels", problem.Reason, StringComparison.Ordinal);

        static string Nested(int levels) =>
            string.Concat(Enumerable.Repeat("{\"not\":", levels - 1)) + "{\"item\":\"sex\",\"answered\":true}" + new string('}', levels - 1);
    }

    [Fact]
    public void Read_WithConditionOfTwoHundredNodes_Accepts_AndOfMoreRefuses()
    {
        SampleQuestionnaire.Read(SampleQuestionnaire.With("$.sections[1].showIf", Wide(100)));
        var problem = Assert.Single(Problems(SampleQuestionnaire.With("$.sections[1].showIf", Wide(101))));
        Assert.Contains("200 parts", problem.Reason, StringComparison.Ordinal);

        // One "all" of (parts - 1) double nodes and one single node: 1 + 2·(parts − 1) + 1 nodes.
        static string Wide(int parts) => "{\"all\":[" + string.Concat(Enumerable.Repeat("{\"not\":{\"item\":\"sex\",\"answered\":true}},", parts - 1))
            + "{\"item\":\"sex\",\"answered\":true}]}";
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void Read_OfManyLevels_SaysThatTheyAreTooMany(int levels)
    {
        var closed = new string('[', levels) + new string(']', levels);
        var objects = string.Concat(Enumerable.Repeat("{\"not\":", levels)) + "1" + new string('}', levels);
        foreach (var text in new[] { new string('[', levels), closed, objects, SampleQuestionnaire.With("$.sections[1].showIf", "7").Replace("7", objects, StringComparison.Ordinal), $"{{\"title\": {closed}}}" })
        {
            var problem = Assert.Single(Problems(text));
            Assert.Contains(text.Length > QuestionnaireJson.MaxBytes ? "bytes" : "64 levels", problem.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("$type")]
    [InlineData("$ref")]
    [InlineData("$id")]
    [InlineData("$values")]
    [InlineData("__proto__")]
    public void Read_WithAKeyThatElsewhereChoosesATypeOrRefers_Refuses(string key)
    {
        AssertOneProblem(SampleQuestionnaire.Json.Replace("\"format\": 1,", $"\"format\": 1, \"{key}\": \"x\",", StringComparison.Ordinal), "$." + key, "not known here");
        AssertOneProblem(SampleQuestionnaire.With(Item + "." + key, "\"x\""), Item + "." + key, "not known here");
        AssertOneProblem(SampleQuestionnaire.With("$.title." + key, "\"x\""), "$.title." + key, "");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"format\": 1,}")]
    [InlineData("// a comment\n{}")]
    public void Read_WithoutOneWholeJsonObject_SaysSoAtTheRoot(string text)
    {
        Assert.Contains(Problems(text), p => p.Path == "$");
    }

    [Fact]
    public void Read_WithComment_RefusesThoughTheRestIsRight()
    {
        var problem = Assert.Single(Problems(SampleQuestionnaire.Json.Replace("\"format\": 1,", "\"format\": 1, /* x */", StringComparison.Ordinal)));
        Assert.StartsWith("Line 3, byte 16", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithDuplicateKey_NamesIt()
    {
        AssertOneProblem(SampleQuestionnaire.Json.Replace("\"format\": 1,", "\"format\": 1, \"format\": 1,", StringComparison.Ordinal), "$.format", "stands twice");
        AssertOneProblem(SampleQuestionnaire.Json.Replace("{\"vi\": \"Nữ\"}", "{\"vi\": \"Nữ\", \"vi\": \"Nữ\"}", StringComparison.Ordinal),
            Single + ".options[0].label.vi", "stands twice");
    }

    [Fact]
    public void Read_WithHalfSurrogatePair_RefusesValueAndName()
    {
        AssertOneProblem(SampleQuestionnaire.Json.Replace("Cảm ơn.", "\\ud83d", StringComparison.Ordinal), "$.thanks.vi", "surrogate");
        AssertOneProblem(SampleQuestionnaire.Json.Replace("\"format\": 1,", "\"format\": 1, \"\\udc00\": 1,", StringComparison.Ordinal), "$", "surrogate");
    }

    [Fact]
    public void Read_WithForeignBytes_Refuses()
    {
        var bytes = Encoding.UTF8.GetBytes(SampleQuestionnaire.Json);
        Assert.Contains("byte order mark", Assert.Single(QuestionnaireJson.Read((byte[])[0xEF, 0xBB, 0xBF, .. bytes]).Problems).Reason, StringComparison.Ordinal);
        bytes[Array.IndexOf(bytes, (byte)0xC3)] = 0xFF;
        Assert.Contains("UTF-8", Assert.Single(QuestionnaireJson.Read(bytes).Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfOneMebibyte_Accepts_AndOfOneByteMoreRefuses()
    {
        var bytes = Encoding.UTF8.GetBytes(SampleQuestionnaire.Json);
        byte[] full = [.. bytes, .. Enumerable.Repeat((byte)' ', QuestionnaireJson.MaxBytes - bytes.Length)];
        Assert.Empty(QuestionnaireJson.Read(full).Problems);
        Assert.Contains("1048577 bytes", Assert.Single(QuestionnaireJson.Read((byte[])[.. full, (byte)' ']).Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithTooMuch_NamesEachLimit()
    {
        var option = (int i) => $$"""{"code": "o{{i}}", "label": {"vi": "x"} }""";
        AssertOneProblem(SampleQuestionnaire.With(Single + ".options", $"[{string.Join(",", Enumerable.Range(0, 61).Select(option))}]"), Single + ".options", "at most 60");
        AssertOneProblem(SampleQuestionnaire.With("$.title.vi", $"\"{new string('a', 2001)}\""), "$.title.vi", "at most 2000");

        var items = (string prefix, int n) => string.Join(",", Enumerable.Range(0, n).Select(i =>
            $$"""{"code": "{{prefix}}{{i}}", "kind": "short_text", "text": {"vi": "x"}, "maxLength": 1}"""));
        var section = (int i, int n) => $$"""{"code": "more{{i}}", "items": [{{items($"m{i}_", n)}}]}""";
        AssertOneProblem(SampleQuestionnaire.With("$.sections[2]", section(0, 291)), "$.sections[2].items[290]", "at most 300");
        var many = string.Join(",", Enumerable.Range(0, 51).Select(i => section(i, 1)));
        Assert.Contains(Problems(SampleQuestionnaire.With("$.sections", $"[{many}]")), p => p.Path == "$.sections" && p.Reason.Contains("at most 50", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_WithManyProblems_KeepsFifty()
    {
        var unknown = string.Concat(Enumerable.Range(0, 80).Select(i => $"\"x{i}\": 1, "));
        Assert.Equal(50, Problems(SampleQuestionnaire.Json.Replace("\"format\": 1,", unknown + "\"format\": 1,", StringComparison.Ordinal)).Count);
    }

    [Fact]
    public void Read_WithSeveralProblems_BlamesNoneTwice()
    {
        // The broken scale, and the broken item that conditions and indices look at, are each named once.
        var json = SampleQuestionnaire.With(Item + ".hint", "1").Replace("\"score\":4", "\"score\":\"4\"", StringComparison.Ordinal);
        Assert.Equal(["$.scales[0].points[1].score", Item + ".hint"], Problems(json).Select(p => p.Path));
    }

    [Fact]
    public void Read_OfDamagedDocuments_NeverThrows_AndWhatItAcceptsIsStable()
    {
        var bytes = Encoding.UTF8.GetBytes(SampleQuestionnaire.Json);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Array[1, 4].Sample(
            damages =>
            {
                var damaged = bytes.ToArray();
                foreach (var (place, value) in damages)
                {
                    damaged[place] = value;
                }

                AssertSound(QuestionnaireJson.Read(damaged));
            },
            iter: 3_000);
    }

    [Fact]
    public void Read_OfAnyBytes_NeverThrows()
    {
        Gen.Byte.Array[0, 200].Sample(bytes => AssertSound(QuestionnaireJson.Read(bytes)), iter: 3_000);
        Gen.OneOf("{", "}", "[", "]", ":", ",", "\"code\"", "\"sections\"", "\"items\"", "\"showIf\"", "\"vi\"", "1", "null", "true").Array[0, 60]
            .Sample(parts => AssertSound(QuestionnaireJson.Read(Encoding.UTF8.GetBytes(string.Concat(parts)))), iter: 3_000);
    }

    [Fact]
    public void Read_OfEveryCharacter_NeverThrows()
    {
        // Among them the noncharacters, of which a normaliser may say that they are no text.
        foreach (var c in Enumerable.Range(1, 0xFFFF).Where(c => c is < 0xD800 or > 0xDFFF))
        {
            AssertSound(QuestionnaireJson.Read(Encoding.UTF8.GetBytes($$"""{"title": {"vi": "{{(char)c}}"} }""")));
        }
    }

    private static void AssertSound(QuestionnaireReadResult result)
    {
        Assert.Equal(result.Questionnaire is null, result.Problems.Count > 0);
        if (result.Questionnaire is { } q)
        {
            var text = QuestionnaireJson.Write(q);
            Assert.Equal(text, QuestionnaireJson.Write(SampleQuestionnaire.Read(text)));
        }
    }

    private static void AssertOneProblem(string json, string path, string reason)
    {
        var problem = Assert.Single(Problems(json));
        Assert.Equal(path, problem.Path);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    private static IReadOnlyList<JsonProblem> Problems(string json)
    {
        var result = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(result.Questionnaire);
        return result.Problems;
    }
}
