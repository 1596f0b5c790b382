using Survey.Core.Indices;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Crosstabs;
using Survey.Web.Tests.Analyse.Results;

namespace Survey.Web.Tests.Analyse.Crosstabs;

/// <summary>Random trees of units, attacked with linear algebra by someone who opens the table of each, knows all its sums, and subtracts.</summary>
public sealed class TreeSuppressionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2, 1200, 10_000)]
    [InlineData(3, 400, 7_000)]
    public void Protect_InRandomTrees_LetsNoSmallCellOfAnyTableBeComputed(int levels, int trees, int atLeast)
    {
        var (tables, small, shown) = (0, 0, 0);
        for (var seed = 0; seed < trees; seed++)
        {
            var random = new Random(seed);
            var (rows, columns) = (random.Next(2, 5), random.Next(1, 5));
            var root = Tree(random, rows, columns, levels, density: random.Next(5));
            TreeSuppression.Protect(root);
            var leaves = root.Subtree().Where(n => n.Children.Count == 0).ToList();
            var space = new RowSpace();
            foreach (var node in root.Subtree())
            {
                tables++;
                KnownSums(node, leaves).ForEach(space.Add);
                foreach (var (r, c) in Cells(node).Where(x => !node.IsHidden(x.R, x.C)))
                {
                    space.Add(Row(leaves, node, x => x == (r, c)));
                    shown++;
                }
            }

            foreach (var (node, cell) in root.Subtree().SelectMany(n => Cells(n).Select(x => (n, x))).Where(x => x.n.Bases[x.x.R, x.x.C] is > 0 and < 5))
            {
                Assert.True(node.IsHidden(cell.R, cell.C));
                Assert.False(space.Contains(Row(leaves, node, x => x == cell)), $"seed {seed}: {cell} of {Text(node)} can be computed");
                small++;
            }
        }

        output.WriteLine($"{tables} tables, {small} small cells, {shown} shown");
        Assert.True(tables > atLeast && small > 10_000 && shown > 10_000, $"{tables} tables, {small} small cells and {shown} shown ones prove little");
    }

    [Fact]
    public void Protect_InRandomTrees_LeavesNoLineOfHiddenCellsThatAreFewerThanFiveTogether()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var root = Tree(random, 3, 4, 3, density: random.Next(2, 5));
            TreeSuppression.Protect(root);
            foreach (var node in root.Subtree().Where(n => n.Children.Count > 0))
            {
                Assert.DoesNotContain(Cells(node), x => !node.IsHidden(x.R, x.C)
                    && node.Children.Where(c => c.IsHidden(x.R, x.C)).Sum(c => c.Bases[x.R, x.C]) is > 0 and < Suppression.MinimumShown);
            }
        }
    }

    [Fact]
    public void Protect_InADenseProvince_LeavesMostCellsOfSizeableTablesShown()
    {
        // Twenty departments and communes in each, by sex and age: a few old people and a third sex that hardly anybody chose.
        var random = new Random(1);
        double[] sexes = [0.52, 0.475, 0.005], ages = [0.12, 0.3, 0.33, 0.2, 0.05];
        TableNode Leaf(int n)
        {
            var bases = new long[3, 5];
            for (var i = 0; i < n; i++)
            {
                bases[Draw(random, sexes), Draw(random, ages)]++;
            }

            return new(bases, new bool[3, 5]);
        }

        var root = Sum(Enumerable.Range(0, 20).Select(_ => Sum(Enumerable.Range(0, 12).Select(_ => Leaf(random.Next(4) switch { 0 => random.Next(5, 60), 1 => random.Next(60, 300), _ => random.Next(300, 1500) })))));
        TreeSuppression.Protect(root);

        var sizeable = root.Subtree().Where(n => n.Bases.Cast<long>().Sum() >= 500).ToList();
        var (all, shown) = (sizeable.Sum(n => Cells(n).Count(x => n.Bases[x.R, x.C] >= 5)), sizeable.Sum(n => Cells(n).Count(x => !n.IsHidden(x.R, x.C))));
        var alone = sizeable.Sum(n => new TwoWaySuppression(n.Bases, new bool[3], new bool[5]) is var s ? Cells(n).Count(x => !s.IsHidden(x.R, x.C)) : 0);
        output.WriteLine($"{alone} if no other table were shown; {sizeable.Count} tables of 500 and more: {shown} of {all} cells of five and more are shown; in the province {Cells(root).Count(x => !root.IsHidden(x.R, x.C))} of 15");
        // Seven of ten; each table for itself alone would show three in four.
        Assert.True(shown > 0.66 * all && shown > 0.9 * alone, $"{shown} of {all}, {alone} alone");
        Assert.True(Cells(root).Count(x => !root.IsHidden(x.R, x.C)) >= 14);
    }

    [Fact]
    public void Protect_OfASmallCellInOneUnit_HidesTheSameBlockInOneSiblingOnly()
    {
        TableNode[] units = [Node(new long[,] { { 3, 11, 40 }, { 12, 13, 40 } }), Node(new long[,] { { 30, 31, 40 }, { 32, 33, 40 } }), Node(new long[,] { { 20, 21, 40 }, { 22, 23, 40 } })];
        var root = Sum(units);

        TreeSuppression.Protect(root);

        foreach (var (r, c) in Cells(root))
        {
            Assert.Equal((false, c < 2, false, c < 2), (root.IsHidden(r, c), units[0].IsHidden(r, c), units[1].IsHidden(r, c), units[2].IsHidden(r, c)));
        }
    }

    private static TableNode Node(long[,] bases) => new(bases, new bool[bases.GetLength(0), bases.GetLength(1)]);

    private static TableNode Tree(Random random, int rows, int columns, int levels, int density)
    {
        if (levels > 0)
        {
            return Sum(Enumerable.Range(0, random.Next(1, 5)).Select(i => Tree(random, rows, columns, i == 0 || random.Next(4) > 0 ? levels - 1 : 0, density)));
        }

        var (bases, kept) = (new long[rows, columns], new bool[rows, columns]);
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                bases[r, c] = random.Next(density + 1) switch { 0 => random.Next(3) == 0 ? 0 : random.Next(6), 1 => random.Next(12), 2 => 0, _ => random.Next(5, 60) };
                kept[r, c] = random.Next(20) == 0;
            }
        }

        return new(bases, kept, isRest: random.Next(6) == 0);
    }

    private static TableNode Sum(IEnumerable<TableNode> parts)
    {
        var children = parts.ToList();
        var sum = new long[children[0].Rows, children[0].Columns];
        foreach (var (r, c) in children.SelectMany(Cells).Distinct())
        {
            sum[r, c] = children.Sum(n => n.Bases[r, c]);
        }

        return Node(sum).With(children);
    }

    // Of a table of one column the whole is known, of others each row and column.
    private static List<long[]> KnownSums(TableNode node, List<TableNode> leaves) =>
        [.. Enumerable.Range(0, node.Columns).Select(c => Row(leaves, node, x => x.C == c)),
            .. Enumerable.Range(0, node.Columns == 1 ? 0 : node.Rows).Select(r => Row(leaves, node, x => x.R == r))];

    private static long[] Row(List<TableNode> leaves, TableNode node, Func<(int R, int C), bool> of)
    {
        var inside = node.Subtree().ToHashSet();
        return [.. leaves.SelectMany(leaf => Cells(leaf).Select(x => inside.Contains(leaf) && of(x) ? 1L : 0L))];
    }

    private static IEnumerable<(int R, int C)> Cells(TableNode node) =>
        from r in Enumerable.Range(0, node.Rows) from c in Enumerable.Range(0, node.Columns) select (r, c);

    private static int Draw(Random random, double[] shares)
    {
        var (at, draw) = (0, random.NextDouble());
        while (at < shares.Length - 1 && draw >= shares[at])
        {
            draw -= shares[at++];
        }

        return at;
    }

    private static string Text(TableNode node) => string.Join("; ", Enumerable.Range(0, node.Rows)
        .Select(r => string.Join(' ', Enumerable.Range(0, node.Columns).Select(c => node.Bases[r, c]))));
}
