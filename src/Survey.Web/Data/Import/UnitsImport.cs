using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Units by code. A parent may stand later in the file; paths of the whole tree are kept right.</summary>
internal static class UnitsImport
{
    private const int PathLength = 400;

    private static readonly Dictionary<string, UnitLevel> Levels = Enum.GetValues<UnitLevel>().ToDictionary(l => l.ToString().ToLowerInvariant());

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var rows = new List<(TableRow Row, Unit Unit)>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in run.Table.Rows)
        {
            if (run.Code(row, "code") is { } code && run.IsFirst(row, "code", code, seen) && Upsert(run, row, code, units) is { } unit)
            {
                rows.Add((row, unit));
            }
        }

        foreach (var (row, unit) in rows)
        {
            SetParent(run, row, unit, units);
        }

        if (!run.Failed)
        {
            SetPaths(run, rows, units);
        }

        if (!run.Failed)
        {
            await SetPredecessorsAsync(run, rows, units, cancellationToken);
        }

        return run.Count(run.Table.Rows.Count);
    }

    private static Unit? Upsert(ImportRun run, TableRow row, string code, Dictionary<string, Unit> units)
    {
        var name = run.Words(row, "name", Unit.NameLength);
        var nameEn = run.OptionalWords(row, "name_en", Unit.NameLength);
        if (run.OneOf(row, "level", Levels) is not { } level)
        {
            return null;
        }

        if (!units.TryGetValue(code, out var unit))
        {
            unit = new Unit { Id = RandomKey.New(), Code = code, Name = name, NameEn = nameEn ?? name, Level = level, Path = "" };
            units.Add(code, unit);
            run.Context.Units.Add(unit);
            run.Added(unit);
        }
        else if (!run.MayTouch(unit))
        {
            run.Problem(row, "code", "Mã này đã có đơn vị khác dùng.", "Another unit uses this code.");
            return null;
        }

        run.Set(unit, unit.Name, name, v => unit.Name = v);
        run.Set(unit, unit.Level, level, v => unit.Level = v);
        if (row.Has("name_en"))
        {
            run.Set(unit, unit.NameEn, nameEn ?? name, v => unit.NameEn = v);
        }

        SetOptional(run, row, unit);
        return unit;
    }

    private static void SetOptional(ImportRun run, TableRow row, Unit unit)
    {
        if (row.Has("peer_group"))
        {
            run.Set(unit, unit.PeerGroup, row["peer_group"].Length == 0 ? null : run.Code(row, "peer_group"), v => unit.PeerGroup = v);
        }

        if (row.Has("identifier"))
        {
            run.Set(unit, unit.Identifier, run.OptionalWords(row, "identifier", 64), v => unit.Identifier = v);
        }

        if (row.Has("feedback"))
        {
            run.Set(unit, unit.Feedback, Feedback(run, row), v => unit.Feedback = v);
        }

        if (row.Has("valid_from"))
        {
            run.Set(unit, unit.ValidFrom, run.Day(row, "valid_from"), v => unit.ValidFrom = v);
        }

        if (row.Has("valid_to"))
        {
            run.Set(unit, unit.ValidTo, run.Day(row, "valid_to"), v => unit.ValidTo = v);
        }

        if (unit.ValidFrom > unit.ValidTo)
        {
            run.Problem(row, "valid_to", "Ngày kết thúc đứng trước ngày bắt đầu.", "The last day comes before the first.");
        }
    }

    private static string? Feedback(ImportRun run, TableRow row)
    {
        var text = run.OptionalWords(row, "feedback", 300);
        if (text is null || !text.Contains(':', StringComparison.Ordinal) || text.Contains(' ', StringComparison.Ordinal))
        {
            return text;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            run.Problem(row, "feedback", "Địa chỉ phản ánh phải bắt đầu bằng https:// hoặc http://.", "A feedback address starts with https:// or http://.");
        }

        return text;
    }

    private static void SetParent(ImportRun run, TableRow row, Unit unit, Dictionary<string, Unit> units)
    {
        var code = row["parent"];
        if (code.Length == 0)
        {
            var root = units.Values.FirstOrDefault(u => u != unit && u.ParentId is null && u.Path.Length > 0);
            if (root is not null || run.Options.WithinPaths is not null)
            {
                run.Problem(row, "parent", "Chỉ đơn vị cao nhất được để trống cấp trên, và đã có đơn vị cao nhất rồi.", "Only the top unit has no parent, and there is one already.");
                return;
            }

            run.Set(unit, unit.ParentId, null, v => unit.ParentId = v);
            unit.Path = unit.Code + "/";
            return;
        }

        if (!units.TryGetValue(code, out var parent))
        {
            run.Problem(row, "parent", $"Không có đơn vị “{code}”.", $"There is no unit '{code}'.");
        }
        else if (parent == unit)
        {
            run.Problem(row, "parent", "Đơn vị không thể là cấp trên của chính mình.", "A unit cannot be its own parent.");
        }
        else
        {
            run.Set(unit, unit.ParentId, parent.Id, v => unit.ParentId = v);
        }
    }

    private static void SetPaths(ImportRun run, List<(TableRow Row, Unit Unit)> rows, Dictionary<string, Unit> units)
    {
        var byId = units.Values.ToDictionary(u => u.Id);
        var lines = rows.ToDictionary(r => r.Unit, r => r.Row);
        foreach (var unit in units.Values)
        {
            var path = PathOf(unit, byId);
            if (path is null || path.Length > PathLength)
            {
                run.Problem(lines.GetValueOrDefault(unit) ?? rows[0].Row, "parent", path is null ? "Các cấp trên nối thành vòng." : "Cây đơn vị quá sâu.", path is null ? "The parents form a circle." : "The tree is too deep.");
            }
            else
            {
                run.Set(unit, unit.Path, path, v => unit.Path = v);
                if (lines.TryGetValue(unit, out var row) && !run.MayTouch(unit))
                {
                    run.Problem(row, "parent", "Đơn vị nằm ngoài phạm vi được giao.", "The unit lies outside what you are in charge of.");
                }
            }
        }
    }

    /// <summary>Codes from the root down, each followed by a slash; null where the parents form a circle.</summary>
    private static string? PathOf(Unit unit, Dictionary<long, Unit> byId)
    {
        var codes = new List<string>();
        for (var at = unit; at is not null; at = at.ParentId is { } parent ? byId[parent] : null)
        {
            codes.Add(at.Code);
            if (codes.Count > byId.Count)
            {
                return null;
            }
        }

        codes.Reverse();
        return string.Concat(codes.Select(c => c + "/"));
    }

    private static async Task SetPredecessorsAsync(ImportRun run, List<(TableRow Row, Unit Unit)> rows, Dictionary<string, Unit> units, CancellationToken cancellationToken)
    {
        var stored = (await run.Context.UnitSuccessions.ToListAsync(cancellationToken)).ToDictionary(s => (s.PredecessorId, s.SuccessorId));
        foreach (var (row, unit) in rows.Where(r => r.Row.Has("predecessors")))
        {
            var wanted = new HashSet<long>();
            foreach (var code in run.List(row, "predecessors"))
            {
                if (!units.TryGetValue(code, out var before) || before == unit)
                {
                    run.Problem(row, "predecessors", $"Không có đơn vị tiền thân “{code}”.", $"There is no predecessor '{code}'.");
                }
                else if (unit.ValidFrom is not { } day)
                {
                    run.Problem(row, "valid_from", "Đơn vị có tiền thân thì phải có ngày bắt đầu.", "A unit with predecessors needs the day from which it is valid.");
                }
                else
                {
                    wanted.Add(before.Id);
                    SetSuccession(run, stored, unit, before, day);
                }
            }

            foreach (var gone in stored.Values.Where(s => s.SuccessorId == unit.Id && !wanted.Contains(s.PredecessorId)).ToList())
            {
                run.Context.UnitSuccessions.Remove(gone);
                run.Changed(unit);
            }
        }
    }

    private static void SetSuccession(ImportRun run, Dictionary<(long, long), UnitSuccession> stored, Unit unit, Unit before, DateOnly day)
    {
        if (stored.TryGetValue((before.Id, unit.Id), out var known))
        {
            run.Set(unit, known.Day, day, v => known.Day = v);
            return;
        }

        run.Context.UnitSuccessions.Add(new UnitSuccession { PredecessorId = before.Id, SuccessorId = unit.Id, Day = day });
        run.Changed(unit);
    }
}
