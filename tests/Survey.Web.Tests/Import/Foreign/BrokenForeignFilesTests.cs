using System.Text;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Whatever the bytes: a draft or a sentence, never an exception.</summary>
public sealed class BrokenForeignFilesTests
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>";

    public static readonly TheoryData<string, string> BrokenLss = new()
    {
        { "", "broken" },
        { "<", "broken" },
        { "not XML at all", "broken" },
        { "<html><body>LimeSurvey</body></html>", "'document'" },
        { "<document/>", "LimeSurveyDocType" },
        { "<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "'Group'" },
        { Head + "<questions><rows><row><qid>1</qid>", "broken" },
        { Head + "</document>", "no question" },
        { Head + "<questions><rows/></questions></document>", "no question" },
        { Head + "<questions><rows><row/></rows></questions></document>", "no question that could be brought in" },
        { Head + "<questions><rows><row><qid>&amp;</qid><type>L</type></row></rows></questions></document>", "no question that could be brought in" },
        { "<!DOCTYPE document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><document>&b;</document>", "DTD" },
        { "<!DOCTYPE document SYSTEM \"http://example.org/x.dtd\"><document/>", "DTD" },
        { Head + string.Concat(Enumerable.Repeat("<a>", 10_000)), "nested" },
        { Head + "<questions><rows>" + string.Concat(Enumerable.Repeat("<row/>", 40_001)) + "</rows></questions></document>", "rows" },
        { "<?xml version=\"1.0\" encoding=\"UTF-99\"?><document/>", "broken" },
        { Head + "<x>&#x1;</x></document>", "broken" },
        { Head + "<x>&undefined;</x></document>", "broken" },
    };

    public static readonly TheoryData<string, string> BrokenJson = new()
    {
        { "", "not valid JSON" },
        { "{", "not valid JSON" },
        { "{\"pages\":[", "not valid JSON" },
        { "null", "outermost" },
        { "[]", "outermost" },
        { "\"pages\"", "outermost" },
        { "{}", "no 'pages'" },
        { "{\"pages\":null}", "no 'pages'" },
        { "{\"pages\":3}", "no question" },
        { "{\"pages\":[]}", "no question" },
        { "{\"pages\":[null,1,\"a\",[],{}]}", "no question" },
        { "{\"elements\":[null,1,\"a\",[],{},{\"type\":null},{\"type\":\"radiogroup\"},{\"type\":{\"a\":1}}]}", "no question" },
        { "{\"pages\":[{\"elements\":[{\"type\":\"radiogroup\",\"name\":null,\"choices\":[null,null]}]}]}", "no question" },
        { "{\"pages\":" + new string('[', 10_000) + new string(']', 10_000) + "}", "not valid JSON" },
        { "{\"pages\":" + new string('[', 10_000), "not valid JSON" },
        { "{\"elements\":[{\"type\":\"matrix\",\"name\":\"m\",\"columns\":{},\"rows\":7}]}", "no question" },
        { "{\"elements\":[{\"type\":\"dropdown\",\"name\":\"d\",\"choicesMin\":1,\"choicesMax\":1e28}]}", "no question" },
    };

    [Theory]
    [MemberData(nameof(BrokenLss))]
    public void ReadLss_OfABrokenFile_IsRefusedInASentence(string content, string expected) => AssertRefused(ForeignSamples.Read("x.lss", Encoding.UTF8.GetBytes(content)), expected);

    [Theory]
    [MemberData(nameof(BrokenJson))]
    public void ReadSurveyJs_OfABrokenFile_IsRefusedInASentence(string content, string expected) => AssertRefused(ForeignSamples.Read("x.json", Encoding.UTF8.GetBytes(content)), expected);

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void Read_OfASampleInAnotherEncoding_IsTheSame(string name)
    {
        var text = Encoding.UTF8.GetString(ForeignSamples.Bytes(name));
        var expected = QuestionnaireJson.Write(ForeignSamples.Read(name).Questionnaire!);
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            var declared = text.Replace("encoding=\"UTF-8\"", encoding is UnicodeEncoding ? "encoding=\"UTF-16\"" : "encoding=\"UTF-8\"", StringComparison.Ordinal);
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(declared)];

            Assert.Equal(expected, QuestionnaireJson.Write(ForeignSamples.Read(name, bytes).Questionnaire!));
            Assert.Equal(name.EndsWith(".lss", StringComparison.Ordinal) ? "lss" : "surveyjs", ForeignFormats.Find(bytes)?.Name);
        }
    }

    [Fact]
    public void ReadSurveyJs_OfLatin1_IsRefusedAsNotUtf8()
    {
        AssertRefused(ForeignSamples.Read("x.json", Encoding.Latin1.GetBytes("{\"pages\":[],\"title\":\"é\"}")), "UTF-8");
    }

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void Read_OfEveryTruncation_NeverThrows(string name)
    {
        var whole = ForeignSamples.Bytes(name);
        for (var length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 60))
        {
            AssertSound(ForeignSamples.Read(name, whole[..length]));
        }
    }

    [Theory]
    [MemberData(nameof(ForeignSamples.All), MemberType = typeof(ForeignSamples))]
    public void Read_OfMutatedBytes_NeverThrows(string name)
    {
        var random = new Random(20261122);
        var whole = ForeignSamples.Bytes(name);
        for (var round = 0; round < 60; round++)
        {
            AssertSound(ForeignSamples.Read(name, Mutate(whole, random)));
        }
    }

    [Theory]
    [InlineData("every_type.lss")]
    [InlineData("older_layout.lss")]
    public void ReadLss_WithValuesExchanged_NeverThrows(string name)
    {
        // Structure stays sound; what stands in it does not.
        var random = new Random(7);
        var parts = Encoding.UTF8.GetString(ForeignSamples.Bytes(name)).Split("<![CDATA[");
        string[] strange = ["", "0", "-1", "99999999999999999999", "1e400", "{", "}}{{", "<b", "&lt;", "((((", "\"", "a == ", "Y", "L", "F", "\u0301", "𠮷", new string('x', 3000), "de-", "1 2 3", "]"];
        for (var round = 0; round < 60; round++)
        {
            var changed = parts.ToArray();
            for (var n = 0; n < 6; n++)
            {
                var i = random.Next(1, changed.Length);
                var end = changed[i].IndexOf("]]>", StringComparison.Ordinal);
                var other = parts[random.Next(1, parts.Length)];
                changed[i] = (random.Next(2) == 0 ? strange[random.Next(strange.Length)] : other[..other.IndexOf("]]>", StringComparison.Ordinal)]) + changed[i][end..];
            }

            AssertSound(ForeignSamples.Read(name, Encoding.UTF8.GetBytes(string.Join("<![CDATA[", changed))));
        }
    }

    [Fact]
    public void ReadSurveyJs_WithValuesExchanged_NeverThrows()
    {
        var random = new Random(8);
        var text = Encoding.UTF8.GetString(ForeignSamples.Bytes("every_type.json"));
        string[] strange = ["null", "0", "-1", "1e300", "true", "[]", "{}", "[null]", "{\"default\":null}", "{\"en\":\"x\"}", "\"\"", "\"\\ud800\"", "\"{q\"", "\"" + new string('y', 3000) + "\"", "[[[1]]]", "\"a|b\"", "\"\\u0000\""];
        var values = System.Text.RegularExpressions.Regex.Matches(text, "(?<=: )(\"[^\"]*\"|[0-9.]+|true|false)");
        for (var round = 0; round < 120; round++)
        {
            var changed = text;
            foreach (var value in values.OrderBy(_ => random.Next()).Take(5).OrderByDescending(v => v.Index))
            {
                changed = changed[..value.Index] + strange[random.Next(strange.Length)] + changed[(value.Index + value.Length)..];
            }

            AssertSound(ForeignSamples.ReadJson(changed));
        }
    }

    [Fact]
    public async Task ReadAsync_OfAFileThatIsLarge_EndsInTime()
    {
        var choices = string.Join(',', Enumerable.Range(0, 200_000).Select(i => $"\"{i}\""));
        var json = Encoding.UTF8.GetBytes($"{{\"elements\":[{{\"type\":\"radiogroup\",\"name\":\"a\",\"choices\":[{choices}]}}]}}");
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        var reading = await ForeignFormats.ReadAsync(ForeignFormats.Find(json)!, new ImportFile("x.json", json), CancellationToken.None);

        Assert.NotNull(reading.Report);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < ForeignFormats.MaxTime);
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        var bytes = whole.ToList();
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 60), bytes.Count - at)));
                    break;
                case 3:
                    bytes[at] = (byte)"<>{}[]\"'&,:0"[random.Next(12)];
                    break;
                default:
                    (bytes[at], bytes[0 + random.Next(bytes.Count)]) = (bytes[random.Next(bytes.Count)], bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void AssertRefused(ForeignReading reading, string expected)
    {
        Assert.Null(reading.Questionnaire);
        Assert.Contains(expected, reading.Refusal, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(".", reading.Refusal, StringComparison.Ordinal);
        Assert.EndsWith(".", reading.RefusalVi, StringComparison.Ordinal);
    }

    private static void AssertSound(ForeignReading reading)
    {
        Assert.NotEqual(reading.Questionnaire is null, reading.Refusal.Length == 0);
        Assert.DoesNotContain("does not make a valid questionnaire", reading.Refusal, StringComparison.Ordinal);
    }
}
