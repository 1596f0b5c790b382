using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Collection points by their stable key. A new one draws its short code; a known one keeps code and unit.</summary>
internal static class CountersImport
{
    private static readonly Dictionary<string, CollectionPointKind> Kinds = Enum.GetValues<CollectionPointKind>().ToDictionary(k => k.ToString().ToLowerInvariant());
    private static readonly Dictionary<string, bool> Flags = new() { [""] = false, ["no"] = false, ["yes"] = true, ["không"] = false, ["có"] = true };

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var services = await run.Context.Services.ToDictionaryAsync(s => s.Code, StringComparer.Ordinal, cancellationToken);
        var points = await run.Context.CollectionPoints.Include(p => p.Services).ToDictionaryAsync(p => p.Key, StringComparer.Ordinal, cancellationToken);
        var codes = points.Values.ToDictionary(p => p.Code, p => p.Key, StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in run.Table.Rows)
        {
            if (run.Code(row, "key", 64) is { } key && run.IsFirst(row, "key", key, seen) && run.UnitOf(row, "unit", units) is { } unit
                && Upsert(run, row, key, unit, points, codes) is { } point)
            {
                SetServices(run, row, point, services);
            }
        }

        return run.Count(run.Table.Rows.Count);
    }

    private static CollectionPoint? Upsert(ImportRun run, TableRow row, string key, Unit unit, Dictionary<string, CollectionPoint> points, Dictionary<string, string> codes)
    {
        var name = run.Words(row, "name", Unit.NameLength);
        var nameEn = run.OptionalWords(row, "name_en", Unit.NameLength) ?? name;
        if (run.OneOf(row, "kind", Kinds) is not { } kind || run.OneOf(row, "shared_device", Flags) is not { } shared)
        {
            return null;
        }

        if (!points.TryGetValue(key, out var point))
        {
            if (CodeFor(run, row, codes) is not { } code)
            {
                return null;
            }

            codes.Add(code, key);
            point = new CollectionPoint { Id = RandomKey.New(), Code = code, Key = key, UnitId = unit.Id, Name = name, NameEn = nameEn, Kind = kind };
            points.Add(key, point);
            run.Context.CollectionPoints.Add(point);
            run.Added(point);
        }
        else if (!KeepsItsPlace(run, row, point, unit))
        {
            return null;
        }

        run.Set(point, point.Name, name, v => point.Name = v);
        run.Set(point, point.Kind, kind, v => point.Kind = v);
        if (row.Has("name_en"))
        {
            run.Set(point, point.NameEn, nameEn, v => point.NameEn = v);
        }

        if (row.Has("shared_device"))
        {
            run.Set(point, point.SharedDevice, shared, v => point.SharedDevice = v);
        }

        return point;
    }

    private static bool KeepsItsPlace(ImportRun run, TableRow row, CollectionPoint point, Unit unit)
    {
        if (point.UnitId != unit.Id)
        {
            run.Problem(row, "unit", "Điểm lấy ý kiến không đổi đơn vị. Hãy tạo điểm mới với khóa khác.", "A collection point never changes its unit. Make a new one with another key.");
            return false;
        }

        if (row["code"].Length > 0 && (!ShortCode.TryParse(row["code"], out var code) || code != point.Code))
        {
            run.Problem(row, "code", $"Điểm này đã có mã {point.Code}; mã đã in thì không đổi.", $"This point's code is {point.Code}; a printed code does not change.");
            return false;
        }

        return true;
    }

    private static string? CodeFor(ImportRun run, TableRow row, Dictionary<string, string> taken)
    {
        var typed = row["code"];
        if (typed.Length == 0)
        {
            return DrawCode(taken.ContainsKey);
        }

        if (!ShortCode.TryParse(typed, out var code))
        {
            run.Problem(row, "code", $"“{typed}” không phải là mã hợp lệ (8 ký tự, ký tự cuối để kiểm tra). Để trống để hệ thống tự cấp.", $"'{typed}' is no valid code (8 characters, the last a check). Leave it empty to have one drawn.");
            return null;
        }

        if (taken.TryGetValue(code, out var owner))
        {
            run.Problem(row, "code", $"Mã {code} đã thuộc về “{owner}”.", $"The code {code} belongs to '{owner}'.");
            return null;
        }

        return code;
    }

    /// <summary>A short code that is not taken, from a CSPRNG.</summary>
    internal static string DrawCode(Func<string, bool> taken)
    {
        Span<byte> random = stackalloc byte[5];
        while (true)
        {
            RandomNumberGenerator.Fill(random);
            var code = ShortCode.Create(random);
            if (!taken(code))
            {
                return code;
            }
        }
    }

    private static void SetServices(ImportRun run, TableRow row, CollectionPoint point, Dictionary<string, Service> services)
    {
        if (!row.Has("services"))
        {
            return;
        }

        var codes = run.List(row, "services");
        if (codes.Length > CollectionPoint.MaxServices)
        {
            run.Problem(row, "services", $"Một điểm có nhiều nhất {CollectionPoint.MaxServices} dịch vụ.", $"A point offers at most {CollectionPoint.MaxServices} services.");
            return;
        }

        var wanted = new List<long>();
        foreach (var code in codes)
        {
            if (services.TryGetValue(code, out var service))
            {
                wanted.Add(service.Id);
            }
            else
            {
                run.Problem(row, "services", $"Không có dịch vụ “{code}”.", $"There is no service '{code}'.");
            }
        }

        if (point.Services.OrderBy(s => s.Position).Select(s => s.ServiceId).SequenceEqual(wanted))
        {
            return;
        }

        point.Services.RemoveAll(s => !wanted.Contains(s.ServiceId));
        for (var i = 0; i < wanted.Count; i++)
        {
            var offered = point.Services.Find(s => s.ServiceId == wanted[i]);
            if (offered is null)
            {
                point.Services.Add(new CollectionPointService { CollectionPointId = point.Id, ServiceId = wanted[i], Position = i });
            }
            else
            {
                offered.Position = i;
            }
        }

        run.Changed(point);
    }
}
