using Survey.Core.Indices;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Tests.Analyse.Crosstabs;

/// <summary>Random tables from nearly empty to full, attacked by someone who knows every sum beside them.</summary>
public sealed class TwoWaySuppressionTests
{
    private const int Tables = 10_000;

    [Fact]
    public void IsHidden_InTenThousandTablesBesideAllTheirSums_LetsNoCellBeComputed()
    {
        var (cells, whole) = (0, 0);
        for (var seed = 0; seed < Tables; seed++)
        {
            var bases = WithoutEmptyLines(Table(new Random(seed)));
            if (bases.GetLength(0) < 2 || bases.GetLength(1) < 2)
            {
                continue; // its sums say it all
            }

            bool[] rows = new bool[bases.GetLength(0)], columns = new bool[bases.GetLength(1)];
            var suppression = new TwoWaySuppression(bases, rows, columns);
            cells += Attack(seed, bases, suppression.IsHidden, rows, columns);
            whole += suppression.Protects ? 0 : 1;
        }

        Assert.True(cells > 50_000 && whole > 100, $"{cells} hidden cells and {whole} tables without any prove little");
    }

    [Fact]
    public void IsHidden_InTenThousandTablesOfWhichSomeLinesAreHidden_LetsNoCellBeComputed()
    {
        var cells = 0;
        for (var seed = 0; seed < Tables; seed++)
        {
            var bases = WithoutEmptyLines(Table(new Random(seed)));
            if (bases.GetLength(0) < 2 || bases.GetLength(1) < 2)
            {
                continue; // its sums say it all
            }

            var (rows, columns) = Margins(bases);
            cells += Attack(seed, bases, new TwoWaySuppression(bases, rows, columns).IsHidden, rows, columns);
        }

        Assert.True(cells > 50_000, $"{cells} hidden cells prove little");
    }

    [Fact]
    public void IsHidden_OfCellsKeptForAnotherReason_LetsNoneBeComputedThoughAllSumsAreKnown()
    {
        for (var seed = 0; seed < Tables / 4; seed++)
        {
            var bases = WithoutEmptyLines(Table(new Random(seed)));
            var (rows, columns) = Margins(bases);
            var kept = new bool[rows.Length, columns.Length];
            Each(bases, (r, c) => kept[r, c] = rows[r] || columns[c]);
            bool[] known = new bool[rows.Length], knownToo = new bool[columns.Length];
            var suppression = new TwoWaySuppression(bases, known, knownToo, kept);
            Each(bases, (r, c) => Assert.False(kept[r, c] && !suppression.IsHidden(r, c)));
            if (rows.Length > 1 && columns.Length > 1)
            {
                Attack(seed, bases, suppression.IsHidden, known, knownToo);
            }
        }
    }

    [Fact]
    public void IsHidden_OfALineHiddenAlone_LetsNoCellFollowFromTheSumThatFollowsFromTheTotal()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var bases = WithoutEmptyLines(Table(new Random(seed)));
            if (bases.GetLength(0) < 2 || bases.GetLength(1) < 2)
            {
                continue;
            }

            bool[] rows = new bool[bases.GetLength(0)], columns = new bool[bases.GetLength(1)];
            rows[0] = true;
            var suppression = new TwoWaySuppression(bases, rows, columns);
            Each(bases, (r, c) => Assert.False(r == 0 && !suppression.IsHidden(r, c)));
            Attack(seed, bases, suppression.IsHidden, new bool[rows.Length], columns);
        }
    }

    [Fact]
    public void IsHidden_InALargeTable_HidesNothing()
    {
        var bases = new long[4, 3];
        Each(bases, (r, c) => bases[r, c] = 10 + r + c);

        var suppression = new TwoWaySuppression(bases, new bool[4], new bool[3]);

        Assert.False(suppression.Protects);
        Each(bases, (r, c) => Assert.False(suppression.IsHidden(r, c)));
    }

    [Fact]
    public void IsHidden_OfOneSmallCell_HidesTheCheapestRectangleAroundIt()
    {
        // 3 needs a partner in its row and in its column, and the cell where the two meet: 11, 12 and 13 are the fewest responses.
        long[,] bases = { { 3, 11, 40 }, { 12, 13, 40 }, { 30, 30, 40 } };

        var suppression = new TwoWaySuppression(bases, new bool[3], new bool[3]);

        Each(bases, (r, c) => Assert.Equal(r < 2 && c < 2, suppression.IsHidden(r, c)));
    }

    [Fact]
    public void IsHidden_WhereTheCheapestRectangleCouldNotMove_TakesAnother()
    {
        // With the empty corner opposite and beside it, 3 would be the only number possible.
        long[,] bases = { { 3, 0, 20 }, { 15, 0, 30 }, { 0, 25, 30 } };

        var suppression = new TwoWaySuppression(bases, new bool[3], new bool[3]);
        var attack = new TwoWayAttack(bases, suppression.IsHidden, new bool[3], new bool[3]);

        Assert.False(attack.IsPinned((0, 0)));
    }

    private static int Attack(int seed, long[,] bases, Func<int, int, bool> hidden, bool[] freeRows, bool[] freeColumns)
    {
        var attack = new TwoWayAttack(bases, hidden, freeRows, freeColumns);
        var cells = attack.Hidden.ToList();
        foreach (var cell in cells)
        {
            Assert.False(attack.Follows(cell), $"seed {seed}: {cell} is a combination of known sums of {Text(bases)}, free {string.Join(" ", freeRows)} / {string.Join(" ", freeColumns)}");
            Assert.False(attack.IsPinned(cell), $"seed {seed}: {cell} can be nothing but {bases[cell.R, cell.C]}");
        }

        // Where a line has fewer than five and its sum is known anyway, nothing in the table can help it.
        Assert.True(attack.LeastGroup() >= Suppression.MinimumShown || new TwoWayAttack(bases, (_, _) => true, freeRows, freeColumns).LeastGroup() < Suppression.MinimumShown,
            $"seed {seed}: {attack.LeastGroup()} responses together follow in {Text(bases)}, free {string.Join(" ", freeRows)} / {string.Join(" ", freeColumns)}");
        Each(bases, (r, c) => Assert.False(bases[r, c] is > 0 and < Suppression.MinimumShown && !hidden(r, c), $"seed {seed}: {r}, {c} is small and shown"));
        return cells.Count;
    }

    private static string Text(long[,] bases) => string.Join("; ", Enumerable.Range(0, bases.GetLength(0))
        .Select(r => string.Join(' ', Enumerable.Range(0, bases.GetLength(1)).Select(c => bases[r, c]))));

    private static (bool[] Rows, bool[] Columns) Margins(long[,] bases)
    {
        var (rows, columns) = (new long[bases.GetLength(0)], new long[bases.GetLength(1)]);
        Each(bases, (r, c) => (rows[r], columns[c]) = (rows[r] + bases[r, c], columns[c] + bases[r, c]));
        return (Suppression.Hidden(rows, totalIsShown: true), Suppression.Hidden(columns, totalIsShown: true));
    }

    // 2–8 rows and columns; a table has its own mixture of empty, small, middling and large cells.
    private static long[,] Table(Random random)
    {
        var bases = new long[random.Next(2, 9), random.Next(2, 9)];
        var (empty, small) = (random.NextDouble() * 0.8, random.NextDouble());
        Each(bases, (r, c) => bases[r, c] = random.NextDouble() < empty ? 0
            : random.NextDouble() < small ? random.Next(1, 6) : random.Next(3) == 0 ? random.Next(5, 400) : random.Next(5, 30));
        return bases;
    }

    private static long[,] WithoutEmptyLines(long[,] bases)
    {
        var rows = Enumerable.Range(0, bases.GetLength(0)).Where(r => Enumerable.Range(0, bases.GetLength(1)).Any(c => bases[r, c] > 0)).ToList();
        var columns = Enumerable.Range(0, bases.GetLength(1)).Where(c => Enumerable.Range(0, bases.GetLength(0)).Any(r => bases[r, c] > 0)).ToList();
        var left = new long[rows.Count, columns.Count];
        Each(left, (r, c) => left[r, c] = bases[rows[r], columns[c]]);
        return left;
    }

    private static void Each(long[,] cells, Action<int, int> visit)
    {
        for (var r = 0; r < cells.GetLength(0); r++)
        {
            for (var c = 0; c < cells.GetLength(1); c++)
            {
                visit(r, c);
            }
        }
    }
}
