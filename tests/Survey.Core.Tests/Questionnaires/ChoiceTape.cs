namespace Survey.Core.Tests.Questionnaires;

/// <summary>Turns generated numbers into choices, so that a generator can build things that depend on earlier parts
/// and CsCheck still finds a small failing case: an exhausted tape chooses the first possibility.</summary>
internal sealed class ChoiceTape(uint[] choices)
{
    private int _next;

    /// <summary>A number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => _next < choices.Length ? (int)(choices[_next++] % (uint)count) : 0;

    public bool Flip() => Below(2) == 1;

    public T Of<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    public List<T> Some<T>(IReadOnlyList<T> values, int least = 1)
    {
        var some = values.Where(_ => Flip()).ToList();
        return some.Count >= least ? some : [.. values.Take(least)];
    }

    public List<T> List<T>(int least, int most, Func<int, T> make) =>
        [.. Enumerable.Range(0, least + Below(most - least + 1)).Select(make)];
}
