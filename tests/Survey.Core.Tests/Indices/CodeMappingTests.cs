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
            Items = new Dictionary<string, string?> { ["a"] = "z", ["passing"] = "c" },
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>
            {
                ["a"] = new Dictionary<string, string?> { ["b"] = "c", ["e"] = null },
                ["passing"] = new Dictionary<string, string?> { ["a"] = "b" },
            },
        };

        var within = mapping.Within(Version("old"));

        Assert.Equal("z", Assert.Single(within.Items).Value);
        Assert.Equal("b", Assert.Single(Assert.Single(within.Codes).Value).Key);
    }

    [Fact]
    public void Back_UndoesWhatWasRenamedAndNamesNothingElse()
    {
        var mapping = new CodeMapping
        {
            Items = new Dictionary<string, string?> { ["a"] = "z", ["b"] = null },
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>
            {
                ["a"] = new Dictionary<string, string?> { ["a"] = "x" },
                ["c"] = new Dictionary<string, string?> { ["a"] = "b", ["d"] = null },
            },
        };

        var back = mapping.Back(Version("old"));

        Assert.Equal(("z", "a"), (Assert.Single(back.Items).Key, back.Item("z")));
        Assert.Equal(("z", "a"), (Assert.Single(back.Codes).Key, back.Code("z", "x")));
    }

    [Fact]
    public void Gaps_AreWhatTheNextVersionDoesNotHaveOrTheMappingNames()
    {
        var (old, now) = (Version("old"), Version("now", "a", "b", "d", "e"));
        SingleChoiceItem Fewer(Item item) => (SingleChoiceItem)item with { Options = [.. ((SingleChoiceItem)item).Options.Skip(1)] };
        now = now with { Sections = [now.Sections[0] with { Items = [now.Sections[0].Items[0], Fewer(now.Sections[0].Items[1]), .. now.Sections[0].Items.Skip(2)] }] };
        var kept = new CodeMapping { Items = new Dictionary<string, string?> { ["c"] = "e" } };
        var merged = kept with { Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>> { ["b"] = new Dictionary<string, string?> { ["a"] = "d" } } };

        Assert.Equal([("c", null, false, null), ("b", "a", false, null)], Told(CodeGap.Between(old, now, CodeMapping.Same)));
        Assert.Equal(["e"], CodeGap.Between(old, now, CodeMapping.Same)[0].Candidates);
        Assert.Equal([("c", null, true, "e"), ("b", "a", false, null)], Told(CodeGap.Between(old, now, kept)));
        Assert.Equal([("c", null, true, "e"), ("b", "a", true, "d")], Told(CodeGap.Between(old, now, merged)));
        Assert.Empty(CodeGap.Between(old, old, CodeMapping.Same));
    }

    [Fact]
    public void Gaps_WhereTwoItemsBecameOne_AreOpen()
    {
        var mapping = new CodeMapping { Items = new Dictionary<string, string?> { ["a"] = "b" } };

        Assert.Equal([("a", null, false, null), ("b", null, false, null)], Told(CodeGap.Between(Version("old"), Version("now"), mapping)));
    }

    [Fact]
    public void Gaps_OfAPointThatLeftAScale_AreOne()
    {
        var five = Sample.Five with { Points = [.. Sample.Five.Points.Skip(1)] };
        var now = Sample.Questionnaire with
        {
            Sections = [.. Sample.Questionnaire.Sections.Select(s => s with { Items = [.. s.Items.Select(i => i is ScaleItem { Scale.Code: "satisfaction5" } x ? x with { Scale = five } : i)] })],
        };

        var gap = Assert.Single(CodeGap.Between(Sample.Questionnaire, now, CodeMapping.Same));

        Assert.Equal(("5", 5, false), (gap.Code, gap.Items.Count, gap.Answered));
    }

    private static IEnumerable<(string, string?, bool, string?)> Told(IEnumerable<CodeGap> gaps) =>
        gaps.Select(g => (g.Items[0].Code, g.Code, g.Answered, g.Became));

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

    private static Questionnaire Version(string code, params string[] items) => new()
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
                Items = [.. (items.Length > 0 ? items : Names).Select(n => new SingleChoiceItem
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
