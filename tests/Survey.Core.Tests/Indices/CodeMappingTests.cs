using CsCheck;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class CodeMappingTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    private static readonly Gen<string> Name = OneOf(Names);

    private static readonly Gen<IReadOnlyDictionary<string, string?>> Targets =
        Gen.Dictionary(Name, OneOf<string?>("a", "b", "c", "d", null))[0, 4].Select(d => (IReadOnlyDictionary<string, string?>)d);

    private static readonly Gen<CodeMapping> Mapping = Gen.Select(Targets, Gen.Dictionary(Name, Targets)[0, 3],
        (items, codes) => new CodeMapping { Items = items, Codes = codes });

    [Fact]
    public void Then_IsAssociative() => Gen.Select(Mapping, Mapping, Mapping).Sample((a, b, c) =>
        Assert.Equal(CodeMappingJson.Write(a.Then(b).Then(c)), CodeMappingJson.Write(a.Then(b.Then(c)))));

    [Fact]
    public void Then_WithSame_ChangesNothing() => Mapping.Sample(a =>
    {
        Assert.Equal(CodeMappingJson.Write(a), CodeMappingJson.Write(a.Then(CodeMapping.Same)));
        Assert.Equal(CodeMappingJson.Write(a), CodeMappingJson.Write(CodeMapping.Same.Then(a)));
    });

    [Fact]
    public void Then_FollowsEveryCode() => Gen.Select(Mapping, Mapping, Name, Name).Sample((a, b, item, code) =>
    {
        var both = a.Then(b);
        var middle = a.Item(item);

        Assert.Equal(middle is null ? null : b.Item(middle), both.Item(item));
        if (both.Item(item) is not null)
        {
            Assert.Equal(a.Code(item, code) is { } between ? b.Code(middle!, between) : null, both.Code(item, code));
        }
    });

    [Fact]
    public void Read_OfWhatWriteWrote_IsTheSameMapping() => Mapping.Sample(a =>
    {
        var json = CodeMappingJson.Write(a);

        Assert.Equal(json, CodeMappingJson.Write(CodeMappingJson.Read(json)!));
    });

    [Fact]
    public void Write_IsCanonical()
    {
        var mapping = new CodeMapping
        {
            Items = new Dictionary<string, string?> { ["seats"] = "chairs", ["kept"] = "kept", ["fees"] = null },
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>
            {
                ["seats"] = new Dictionary<string, string?> { ["5"] = "4", ["4"] = "4", ["1"] = null },
                ["fees"] = new Dictionary<string, string?> { ["5"] = "4" },
            },
        };

        Assert.Equal(
            """
            {
              "items": {
                "fees": null,
                "seats": "chairs"
              },
              "codes": {
                "seats": {
                  "1": null,
                  "5": "4"
                }
              }
            }

            """.ReplaceLineEndings("\n"), CodeMappingJson.Write(mapping));
        Assert.Null(CodeMappingJson.Write(CodeMapping.Same));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"items\":{\"a\":1}}")]
    [InlineData("{\"items\":{\"A b\":null}}")]
    [InlineData("{\"items\":{\"a\":\"A b\"}}")]
    [InlineData("{\"items\":{\"a\":null,\"a\":null}}")]
    [InlineData("{\"codes\":{\"a\":null}}")]
    [InlineData("{\"codes\":{\"\\ud800\":{}}}")]
    [InlineData("{\"others\":{}}")]
    [InlineData("\ud800")]
    public void Read_OfAnythingElse_IsNull(string json) => Assert.Null(CodeMappingJson.Read(json));

    [Fact]
    public void Read_OfNothing_KeepsEveryCode()
    {
        Assert.Same(CodeMapping.Same, CodeMappingJson.Read(null));
        Assert.Same(CodeMapping.Same, CodeMappingJson.Read(""));
    }

    [Fact]
    public void Read_OfMoreThanAnyQuestionnaireHolds_IsNull()
    {
        var many = string.Join(',', Enumerable.Range(0, 1300).Select(i => $"\"i{i}\":null"));

        Assert.Null(CodeMappingJson.Read($"{{\"items\":{{{many}}}}}"));
        Assert.Null(CodeMappingJson.Read(new string(' ', CodeMappingJson.MaxBytes + 1)));
    }

    [Fact]
    public void Read_OfAnyText_DoesNotThrow() => Gen.String.Sample(text => CodeMappingJson.Read(text));

    [Fact]
    public void Within_LeavesOutWhatTheOlderVersionNeverHad()
    {
        var mapping = new CodeMapping
        {
            Items = new Dictionary<string, string?> { ["a"] = "b", ["passing"] = "c" },
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>
            {
                ["a"] = new Dictionary<string, string?> { ["1"] = "2", ["9"] = null },
                ["passing"] = new Dictionary<string, string?> { ["1"] = "2" },
            },
        };

        var within = mapping.Within(i => i == "a", (_, c) => c == "1");

        Assert.Equal("b", Assert.Single(within.Items).Value);
        Assert.Equal("1", Assert.Single(Assert.Single(within.Codes).Value).Key);
    }

    // Three versions of one questionnaire: the codes of each are those of the one before, permuted; the last merges two.
    [Fact]
    public void Translate_ThroughTheMiddle_IsTranslationByTheComposition() =>
        Gen.Select(Gen.Shuffle(Names), Gen.Shuffle(Names), OneOf(Names), OneOf<string?>("a", "b", "c", "d", null), Gen.Int[0, 3].Array[0, 30])
            .Sample((first, second, from, to, answers) =>
            {
                var (old, middle, now) = (Version("old"), Version("middle"), Version("now"));
                var tally = new Tally(TallyLayout.For(old));
                foreach (var answer in answers)
                {
                    tally.Add(AnswerSheet.Of(old, new Dictionary<string, Answer> { ["a"] = new CodeAnswer(Names[answer]), ["c"] = new CodeAnswer(Names[3 - answer]) }));
                }

                var one = Permuted(first, "c", first.Zip(Names, (old, now) => (old, (string?)now)));
                var two = Permuted(second, "a", [(from, to)]);

                var twice = tally.Translate(TallyLayout.For(middle), one).Translate(TallyLayout.For(now), two);
                var once = tally.Translate(TallyLayout.For(now), one.Then(two));

                foreach (var item in now.Items)
                {
                    Assert.Equal(twice.Shown(item.Code), once.Shown(item.Code));
                    Assert.All(Names, c => Assert.Equal(twice.Count(item.Code, c), once.Count(item.Code, c)));
                }
            });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static CodeMapping Permuted(string[] names, string item, IEnumerable<(string Old, string? Now)> answers) => new()
    {
        Items = Names.Zip(names).ToDictionary(p => p.First, p => (string?)p.Second),
        Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>> { [item] = answers.ToDictionary(a => a.Old, a => a.Now) },
    };

    private static Questionnaire Version(string code) => new()
    {
        Code = code,
        Languages = ["vi"],
        Title = Sample.Text(code),
        Scales = [],
        Sections =
        [
            new Section
            {
                Code = "s",
                Items = [.. Names.Select(n => new SingleChoiceItem
                {
                    Code = n,
                    Text = Sample.Text(n),
                    Options = [.. Names.Select(o => new ChoiceOption { Code = o, Label = Sample.Text(o) })],
                })],
            },
        ],
        Indices = [],
    };
}
